import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { Temporal } from 'temporal-polyfill';
import type { HourSpan } from './hours.ts';

/** Local calendar day: its ISO date, and the instants at which it begins and ends (23 to 25 hours where clocks change). */
export interface LocalDay extends HourSpan {
  readonly date: string;
}

/** So many local days from an ISO date on, in order. A date that a zone left out has no length. RangeError on a zone that IANA does not know. */
export const daysFrom = (first: string, count: number, timeZone: string): LocalDay[] => {
  const date = Temporal.PlainDate.from(first);
  const startOf = (n: number): EpochMs => date.add({ days: n }).toZonedDateTime(timeZone).epochMilliseconds;
  const starts = Array.from({ length: count + 1 }, (_, n) => startOf(n));
  return starts.slice(0, -1).map((from, n) => ({
    date: date.add({ days: n }).toString(),
    from,
    to: starts[n + 1] as EpochMs,
  }));
};

const localDate = (at: EpochMs, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();

/** ISO date of an instant. Throws RangeError on a zone that IANA does not know. */
export const localDateOf = (at: EpochMs, timeZone: string): string => localDate(at, timeZone).toString();

/** Hour of the local clock, 0 to 23. */
export const localHourOf = (at: EpochMs, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hour;

/** The newest local day that is over at this instant. */
export const lastFinishedDay = (at: EpochMs, timeZone: string): LocalDay => {
  const yesterday = localDate(at, timeZone).subtract({ days: 1 });
  return daysFrom(yesterday.toString(), 1, timeZone)[0] as LocalDay;
};

/** The local days of a calendar year, in order. */
export const daysOfYear = (year: number, timeZone: string): LocalDay[] => {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return daysFrom(first.toString(), first.daysInYear, timeZone);
};
