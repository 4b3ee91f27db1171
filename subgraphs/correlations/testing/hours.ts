import { type Hour, hourMs } from '@aqmrg/platform/air-quality/hours.ts';

/** Whole hours one after the other from an instant on; null where there is none. */
export const makeHours = (from: string, means: readonly (number | null)[]): Hour[] =>
  means.flatMap((mean, n) =>
    mean === null
      ? []
      : [{ quantity: 'PM25', hourStart: Date.parse(from) + n * hourMs, mean, coveredMs: hourMs }],
  );

/** A value n times. */
export const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
