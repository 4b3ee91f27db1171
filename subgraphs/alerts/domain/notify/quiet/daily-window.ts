import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { Temporal } from 'temporal-polyfill';

/** The same local times of each day. */
export interface DailyWindow {
  /** Minutes after midnight. */
  readonly fromMinute: number;
  /** It ends on the next day where this is not after `fromMinute`. */
  readonly toMinute: number;
  /** IANA name. */
  readonly timeZone: string;
}

const instantOf = (date: Temporal.PlainDate, minute: number, timeZone: string): EpochMs =>
  // a time that clocks skip is as much later as they were put forward
  date.toZonedDateTime({
    timeZone,
    plainTime: new Temporal.PlainTime(Math.floor(minute / 60), minute % 60),
  }).epochMilliseconds;

/** When the window ends that an instant lies in, of those that begin on a local day that `isOn` lets through; null outside of them. */
export const windowEndAt = (
  { fromMinute, toMinute, timeZone }: DailyWindow,
  at: EpochMs,
  isOn: (weekday: number) => boolean = () => true,
): EpochMs | null => {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const passesMidnight = toMinute <= fromMinute;
  // yesterday's may go on
  for (const day of [today, today.subtract({ days: 1 })]) {
    if (!isOn(day.dayOfWeek)) continue;
    const from = instantOf(day, fromMinute, timeZone);
    const to = instantOf(passesMidnight ? day.add({ days: 1 }) : day, toMinute, timeZone);
    if (from <= at && at < to) return to;
  }
  return null;
};
