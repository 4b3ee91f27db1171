import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

export const hourMs = 3_600_000;

/** The year whose hours are replayed. Not a leap year: 29 February has no original. */
export const recordedYear = 2023;
export const recordedFrom: EpochMs = Date.UTC(recordedYear, 0);
export const recordedHours = 365 * 24;

/** Place of the recorded hour that begins at `originalStart` within the recorded year, 0 to 8,759; undefined outside of it. */
export const recordedHour = (originalStart: EpochMs): number | undefined => {
  const hour = (originalStart - recordedFrom) / hourMs;
  return Number.isInteger(hour) && hour >= 0 && hour < recordedHours ? hour : undefined;
};

/**
 * The recorded hour that stands for the hour that begins at `periodStart`: the same month, day and hour (UTC) of 2023.
 * Undefined for 29 February, and for what does not begin on a full hour.
 */
export const originalOf = (periodStart: EpochMs): EpochMs | undefined => {
  const at = new Date(periodStart);
  if (periodStart % hourMs !== 0 || (at.getUTCMonth() === 1 && at.getUTCDate() === 29)) return undefined;
  return Date.UTC(recordedYear, at.getUTCMonth(), at.getUTCDate(), at.getUTCHours());
};

/**
 * The same instant of the year before (UTC). 29 February counts as the end of its day before: otherwise the hours of 28 February
 * would stand twice between this instant and `now`.
 */
export const twelveMonthsBefore = (now: EpochMs): EpochMs => {
  const at = new Date(now);
  const leapDay = at.getUTCMonth() === 1 && at.getUTCDate() === 29;
  if (leapDay) return Date.UTC(at.getUTCFullYear() - 1, 2, 1);
  return at.setUTCFullYear(at.getUTCFullYear() - 1);
};

/** End of the first full hour that ends after `instant`. */
export const hourEndAfter = (instant: EpochMs): EpochMs => (Math.floor(instant / hourMs) + 1) * hourMs;

/**
 * Second of the hour at which a sensor delivers, 0 to 3,599: FNV-1a (32 bit) of its id, so that it stays the same in every process
 * and the sensors do not all speak at once.
 */
export const secondOfDelivery = (sensorId: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(sensorId)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % 3600;
};

/** When the hour that ended at `periodEnd` is delivered: at the sensor's own second of the next hour. */
export const dueAt = (sensorId: string, periodEnd: EpochMs): EpochMs =>
  periodEnd + secondOfDelivery(sensorId) * 1000;
