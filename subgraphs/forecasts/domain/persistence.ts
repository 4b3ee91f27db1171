import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Inputs } from './forecast.ts';
import { hourMs } from './hours.ts';
import { type Head, isHourHead } from './targets.ts';

const isThere = (value: number | undefined): value is number => value !== undefined && !Number.isNaN(value);

/** What is there of a series whose age 0 is the hour that ends at the origin. */
export const inputsOf = (series: Float64Array, origin: EpochMs): Inputs => {
  const newest = series.findIndex((value) => !Number.isNaN(value));
  const count = (hours: number): number => series.subarray(0, hours).filter((value) => isThere(value)).length;
  return {
    newestHourEnd: newest < 0 ? null : origin - newest * hourMs,
    observed24: count(24),
    observed168: count(168),
  };
};

/** By what a forecast is measured: the newest hour of the last 24; for days the mean of those that are there. Null where none is. */
export const persistenceOf = (series: Float64Array): ((head: Head) => number | null) => {
  const day = [...series.subarray(0, 24)].filter(isThere);
  const [newest] = day;
  const mean = day.reduce((sum, value) => sum + value, 0) / day.length;
  return (head) => {
    if (newest === undefined) return null;
    return isHourHead(head) ? newest : mean;
  };
};
