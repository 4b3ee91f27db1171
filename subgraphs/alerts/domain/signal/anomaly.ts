import { hourMs, isComplete } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Track } from './history/track.ts';

/** Of ascending values, at least one. */
const medianOf = (ascending: Float64Array): number => {
  const middle = ascending.length >> 1;
  const high = ascending[middle] as number;
  return ascending.length % 2 === 1 ? high : ((ascending[middle - 1] as number) + high) / 2;
};

/** The 75th percentile of the standard normal distribution, as Iglewicz and Hoaglin print it: makes the MAD a standard deviation of normal values. */
const consistency = 0.6745;

/**
 * 0.6745 (x − median) / MAD: how many robust standard deviations a value lies off others. Null where more than half of them are equal (MAD = 0), or there are none.
 * Iglewicz, B. and Hoaglin, D. C. (1993), How to Detect and Handle Outliers, ASQC Quality Press; beyond 3.5 they call it an outlier.
 */
export const modifiedZScore = (value: number, others: readonly number[]): number | null => {
  if (others.length === 0) return null;
  const ascending = Float64Array.from(others).sort();
  const median = medianOf(ascending);
  const deviations = ascending.map((other) => Math.abs(other - median)).sort();
  const mad = medianOf(deviations);
  return mad === 0 ? null : (consistency * (value - median)) / mad;
};

/** The mean of a full hour; null where readings cover too little of it. */
export const fullHour = (track: Track, hourStart: EpochMs): number | null => {
  const hour = track.meanOf(hourStart);
  return hour !== null && isComplete(hour.coveredMs, hourMs) ? hour.mean : null;
};

/** Of the hour that ends then, against the full hours of a window before it, of which half must be there. */
export const anomalyAt = (track: Track, at: EpochMs, windowMs: number): number | null => {
  const newest = fullHour(track, at - hourMs);
  if (newest === null) return null;
  const before: number[] = [];
  const count = Math.floor(windowMs / hourMs);
  for (let ago = 1; ago <= count; ago += 1) {
    const mean = fullHour(track, at - (ago + 1) * hourMs);
    if (mean !== null) before.push(mean);
  }
  return before.length * 2 < count ? null : modifiedZScore(newest, before);
};
