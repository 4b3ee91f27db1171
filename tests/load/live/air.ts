/** How many sensors there are; each event is of the next one. */
const sensors = 500;

/** Milliseconds on a clock that every process of this machine shares. */
export const clockMs = (): number => {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
};

/** One reading as its subgraph knows it. */
export interface AirEvent {
  /** Counts up by one: what is lost, doubled or out of order shows. */
  readonly sequence: number;
  /** When it was due, by `clockMs`. */
  readonly sentAt: number;
  readonly cursor: string;
  readonly change: 'ADDED' | 'REVISED';
  readonly reading: {
    readonly quantity: string;
    readonly value: number;
    readonly unit: string;
    /** Epoch ms. */
    readonly periodEnd: number;
    readonly revision: number;
    readonly sensor: { readonly __typename: 'Sensor'; readonly id: string };
  };
}

export const sensorOf = (sequence: number): string => `sensor-${sequence % sensors}`;
export const nameOf = (sensor: string): string => `Roof ${sensor.slice('sensor-'.length)}, Makerere`;

/** Of as many characters as the product's own are. */
export const cursorOf = (sequence: number): string =>
  Buffer.from(`1.readings.accepted.7f3a.${String(sequence).padStart(12, '0')}.0.5c2d9e`).toString(
    'base64url',
  );

const firstPeriod = Date.UTC(2026, 10, 23);
const minuteMs = 60_000;

export const eventOf = (sequence: number, sentAt: number): AirEvent => ({
  sequence,
  sentAt,
  cursor: cursorOf(sequence),
  change: sequence % 10 === 9 ? 'REVISED' : 'ADDED',
  reading: {
    quantity: 'PM25',
    value: 5 + ((sequence * 37) % 900) / 10,
    unit: 'MICROGRAM_PER_CUBIC_METRE',
    periodEnd: firstPeriod + (sequence % 1_440) * minuteMs,
    revision: sequence % 10 === 9 ? 2 : 1,
    sensor: { __typename: 'Sensor', id: sensorOf(sequence) },
  },
});

/** What a client must be sent for an event, made without any GraphQL. */
export const shownOf = ({ reading, ...event }: AirEvent, federated: boolean): object => {
  const { id } = reading.sensor;
  const { quantity, value, unit, periodEnd, revision } = reading;
  return {
    readingAdded: {
      ...event,
      reading: {
        quantity,
        value,
        unit,
        periodEnd: new Date(periodEnd).toISOString(),
        revision,
        sensor: federated ? { id, name: nameOf(id) } : { id },
      },
    },
  };
};
