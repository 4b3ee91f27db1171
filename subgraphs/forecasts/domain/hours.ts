import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** The full UTC hour that was over last: the origin of forecasts that are made now. */
export const lastFullHour = (at: EpochMs): EpochMs => Math.floor(at / hourMs) * hourMs;

/** The end of the hour in which an instant lies; an instant on the hour ends the hour before it. */
export const hourEndOf = (instant: EpochMs): EpochMs => Math.ceil(instant / hourMs) * hourMs;

/** The UTC day of an instant: 2026-11-23. */
export const utcDate = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);
