import { Temporal } from 'temporal-polyfill';
import { badInput } from '../../errors/air-error.ts';

/**
 * How far ahead of UTC a zone's clock is, ms, where it stays so from one instant until the other; else undefined. Rejects a zone that does
 * not exist with BAD_INPUT.
 */
export const steadyOffsetMs = (zone: string, from: number, to: number): number | undefined => {
  const start = startIn(zone, from);
  const change = start.getTimeZoneTransition('next');
  if (change && change.epochMilliseconds <= to) return undefined;
  return start.offsetNanoseconds / 1e6;
};

const startIn = (zone: string, ms: number): Temporal.ZonedDateTime => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  } catch {
    throw badInput('timeZone', `There is no time zone ${zone}.`);
  }
};
