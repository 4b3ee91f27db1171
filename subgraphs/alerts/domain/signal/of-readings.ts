import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Signal } from '../rule/rule.ts';
import { testBits } from './air.ts';
import { firstAfter, goodMark, testShift } from './history/readings.ts';
import type { Track } from './history/track.ts';

type Of<K extends Signal['kind']> = Extract<Signal, { readonly kind: K }>;

/** The newest good reading that ends in (after, until], the shortest of those that end together; null where there is none. */
const newestIn = (
  { readings: { ends, values, marks } }: Track,
  after: EpochMs,
  until: EpochMs,
): { readonly end: EpochMs; readonly value: number } | null => {
  for (let i = firstAfter(ends, until) - 1; i >= 0 && (ends[i] as number) > after; i -= 1)
    if (((marks[i] as number) & goodMark) !== 0)
      return { end: ends[i] as number, value: values[i] as number };
  return null;
};

export const valueAt = (track: Track, at: EpochMs): number | null =>
  newestIn(track, at - 1, at)?.value ?? null;

/** Weighted by what each covers of the window; null where too little of it is covered. */
export const rollingMeanAt = (
  track: Track,
  at: EpochMs,
  { windowMs, minCoverage }: Of<'ROLLING_MEAN'>,
): number | null => {
  const { weighted, ms } = track.stretches.massIn(at - windowMs, at);
  return ms <= 0 || ms < minCoverage * windowMs ? null : weighted / ms;
};

/** From the newest reading that ended so long before; null where that one is more than twice as old, or there is none. */
export const rateOfChangeAt = (
  track: Track,
  at: EpochMs,
  { windowMs }: Of<'RATE_OF_CHANGE'>,
): number | null => {
  const now = newestIn(track, at - 1, at);
  const before = newestIn(track, at - 2 * windowMs, at - windowMs);
  if (now === null || before === null) return null;
  return (now.value - before.value) / ((at - before.end) / hourMs);
};

export const flaggedAt = (track: Track, at: EpochMs, { tests, windowMs }: Of<'QUALITY'>): number =>
  track.stretches.countIn(at - windowMs, at, testBits(tests) << testShift);
