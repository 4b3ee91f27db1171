/** How many networks there are: each request of the main workload asks another one, so that nothing in flight is equal. */
export const networks = 512;
const sensorsPerNetwork = 20;
const readingsPerSensor = 3;

export interface Sensor {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly operator: string;
}
export interface Reading {
  readonly id: string;
  readonly periodEnd: string;
  readonly value: number;
  readonly unit: string;
  readonly quality: string;
}
export interface Outlook {
  readonly id: string;
  readonly madeAt: string;
  readonly model: string;
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}
export interface Point {
  readonly at: string;
  readonly value: number;
}

export const networkName = (network: number): string => `net-${network}`;

/** Ids end with the place of what they name, as rows of a store do. */
const placeIn = (id: string): number => Number(id.slice(id.indexOf('-') + 1));

const counted = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** A number that looks measured: the same for the same text, whichever process asks. */
const measured = (text: string, low: number, high: number, digits: number): number => {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  return Number((low + ((hash >>> 0) / 2 ** 32) * (high - low)).toFixed(digits));
};

const hour = (i: number): string => new Date(Date.UTC(2026, 10, 23, i)).toISOString();

/** Made when it is first asked for, and kept as a store with a warm cache would: no numbers are made while gateways are measured. */
const kept = <T>(make: (place: number) => T): ((id: string) => T) => {
  const made: T[] = [];
  return (id) => {
    const place = placeIn(id);
    const known = made[place] ?? make(place);
    made[place] = known;
    return known;
  };
};

export const sensorsOf = kept((network): readonly Sensor[] =>
  counted(sensorsPerNetwork).map((i) => {
    const id = `sensor-${network * sensorsPerNetwork + i}`;
    return {
      id,
      name: `Roof ${i} of ${networkName(network)}`,
      latitude: measured(`${id}lat`, 0, 6, 5),
      longitude: measured(`${id}lon`, 30, 35, 5),
      operator: i % 2 === 0 ? 'Makerere University' : 'City of Kampala',
    };
  }),
);

export const readingsOf = kept((sensor): readonly Reading[] =>
  counted(readingsPerSensor).map((i) => {
    const place = sensor * readingsPerSensor + i;
    return {
      id: `reading-${place}`,
      periodEnd: hour(i),
      value: measured(`${place}r`, 2, 180, 1),
      unit: 'UG_M3',
      quality: place % 7 === 6 ? 'SUSPECT' : 'GOOD',
    };
  }),
);

export const outlookOf = kept((reading): Outlook => {
  const mean = measured(`${reading}o`, 5, 120, 1);
  return {
    id: `outlook-${reading}`,
    madeAt: hour(3),
    model: 'gbm-24h',
    low: Number((mean * 0.7).toFixed(2)),
    mean,
    high: Number((mean * 1.4).toFixed(2)),
  };
});

export const observedOf = kept((outlook): readonly Point[] =>
  counted(2).map((i) => ({ at: hour(4 + i), value: measured(`${outlook}p${i}`, 2, 180, 1) })),
);

/** What every gateway must answer for a network, made without any GraphQL. */
export const expectedAnswer = (network: string): unknown => ({
  data: {
    sensors: sensorsOf(network).map((sensor) => ({
      ...sensor,
      readings: readingsOf(sensor.id).map((reading) => {
        const { id, ...outlook } = outlookOf(reading.id);
        return { ...reading, outlook: { ...outlook, observed: observedOf(id) } };
      }),
    })),
  },
});
