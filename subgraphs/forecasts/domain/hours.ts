import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** The full UTC hour that was over last: the origin of forecasts that are made now. */
export const lastFullHour = (at: EpochMs): EpochMs => Math.floor(at / hourMs) * hourMs;

/** The end of the hour in which an instant lies; an instant on the hour ends the hour before it. */
export const hourEndOf = (instant: EpochMs): EpochMs => Math.ceil(instant / hourMs) * hourMs;

/** Starts of the whole UTC hours in [from, to): a local day of a zone at half an hour takes the hours that start in it. */
export const hourStarts = (from: EpochMs, to: EpochMs): EpochMs[] => {
  const starts: EpochMs[] = [];
  for (let start = hourEndOf(from); start < to; start += hourMs) starts.push(start);
  return starts;
};

/** The UTC day of an instant: 2026-11-23. */
export const utcDate = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);
