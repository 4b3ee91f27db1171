import { daysFrom, type LocalDay } from '@aqmrg/platform/air-quality/local-days.ts';
import { Temporal } from 'temporal-polyfill';

/** Hours that are held at once. */
const mostHours = 100_000;
const mostDays = 366;

/** How many days of so many sensors are read at once. */
const daysAtOnce = (sensors: number): number =>
  Math.max(1, Math.min(mostDays, Math.floor(mostHours / (24 * Math.max(1, sensors)))));

export interface DaySpan {
  /** IANA name. */
  readonly timeZone: string;
  /** Local date, YYYY-MM-DD. */
  readonly firstDay: string;
  readonly days: number;
}

export interface Stretch {
  /** Place of its first day among all. */
  readonly at: number;
  readonly days: readonly LocalDay[];
}

/** All days in order, a stretch of them after the other: each is reckoned when it is its turn. */
export function* stretchesOf({ timeZone, firstDay, days }: DaySpan, sensors: number): Generator<Stretch> {
  const first = Temporal.PlainDate.from(firstDay);
  const step = daysAtOnce(sensors);
  for (let at = 0; at < days; at += step) {
    const date = first.add({ days: at }).toString();
    yield { at, days: daysFrom(date, Math.min(step, days - at), timeZone) };
  }
}

/** The local date of the last day. */
export const lastDayOf = ({ firstDay, days }: Pick<DaySpan, 'firstDay' | 'days'>): string =>
  Temporal.PlainDate.from(firstDay)
    .add({ days: days - 1 })
    .toString();
