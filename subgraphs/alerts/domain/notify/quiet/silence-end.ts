import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Silence } from '../silence.ts';
import { windowEndAt } from './daily-window.ts';

/** Until when a silence holds that holds at an instant; null where it does not. */
export const silenceEndAt = (
  { startsAt, endsAt, weekly }: Pick<Silence, 'startsAt' | 'endsAt' | 'weekly'>,
  at: EpochMs,
): EpochMs | null => {
  if (at < startsAt || at >= endsAt) return null;
  if (weekly === null) return endsAt;
  const end = windowEndAt(weekly, at, (weekday) => weekly.weekdays.includes(weekday));
  return end === null ? null : Math.min(end, endsAt);
};
