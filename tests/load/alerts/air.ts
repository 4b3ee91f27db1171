import { iso, minuteMs } from '../../support/builders.ts';

/** Sensors stand in networks of a hundred, each at a place of its own. */
export const perNetwork = 100;

export const sensorId = (n: number): string => `bench-${n}`;
export const networkId = (n: number): string => `network-${Math.floor(n / perNetwork)}`;

/** From here on a marked sensor's own rule raises an incident. Near enough to the rest that no quality test takes it for a spike. */
export const markedThreshold = 30;
const markedValue = 31;

export interface Air {
  readonly sensors: number;
  /** Start of the first minute, epoch ms. */
  readonly from: number;
  /** How many sensors go beyond the threshold of their own rule in each minute of `marked`. They stay there. */
  readonly marksPerMinute: number;
  /** From which minute on, and how many. */
  readonly marked: { readonly from: number; readonly count: number };
}

/** In which minute a sensor goes beyond; undefined: never. Those of one minute are spread evenly over its readings. */
export const markedIn = (n: number, { sensors, marksPerMinute, marked }: Air): number | undefined => {
  const step = Math.floor(sensors / marksPerMinute);
  const minute = n % step;
  return minute < marked.count && n < step * marksPerMinute ? marked.from + minute : undefined;
};

export const markedSensors = (air: Air): readonly string[] =>
  Array.from({ length: air.sensors }, (_, n) => n)
    .filter((n) => markedIn(n, air) !== undefined)
    .map(sensorId);

/** Readings that go out together, and those of them that raise something. */
export interface Call {
  readonly body: string;
  readonly marked: readonly string[];
}

/** One minute of every sensor, in calls of some rows. */
export const callsOf = (air: Air, minute: number, rowsPerCall: number): readonly Call[] => {
  const start = air.from + minute * minuteMs;
  const times = { periodStart: iso(start), periodEnd: iso(start + minuteMs) };
  const calls: Call[] = [];
  for (let at = 0; at < air.sensors; at += rowsPerCall) {
    const numbers = Array.from({ length: Math.min(rowsPerCall, air.sensors - at) }, (_, i) => at + i);
    const rows = numbers.map((n) => {
      const since = markedIn(n, air) ?? Number.POSITIVE_INFINITY;
      // moves as air does, so that no test has a reason to flag it
      const value = (minute >= since ? markedValue : 24) + ((n * 7 + minute) % 9) / 10;
      return JSON.stringify({
        ...{ sensorId: sensorId(n), quantity: 'PM25', ...times, value, unit: 'MICROGRAM_PER_CUBIC_METRE' },
      });
    });
    const marked = numbers.filter((n) => markedIn(n, air) === minute).map(sensorId);
    calls.push({ body: rows.join('\n'), marked });
  }
  return calls;
};
