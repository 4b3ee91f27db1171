import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { Temporal } from 'temporal-polyfill';
import { hourMs } from './hours.ts';

/** What a forecast speaks of: the hour that ends 4, 24 or 72 hours ahead, and the mean of the next three local days. */
export const heads = ['PT4H', 'PT24H', 'PT72H', 'D1', 'D2', 'D3'] as const;
export type Head = (typeof heads)[number];
export type HourHead = 'PT4H' | 'PT24H' | 'PT72H';

const hoursAhead = { PT4H: 4, PT24H: 24, PT72H: 72 } as const;
const daysAhead = { D1: 1, D2: 2, D3: 3 } as const;

export const isHourHead = (head: Head): head is HourHead => Object.hasOwn(hoursAhead, head);

/** How far ahead, as the graph says it. */
export const horizonOf = (head: Head): string => (isHourHead(head) ? head : `P${daysAhead[head]}D`);

/** The period whose mean a head forecasts. */
export interface Target {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** The local date, of a day. */
  readonly date: string | null;
}

export type Targets = Readonly<Record<Head, Target>>;

/** A name that the runtime knows as a time zone; else UTC. */
export const knownZone = (timeZone: string | null): string => {
  if (timeZone === null) return 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    // fixed offsets are understood by some runtimes alone
    return /^[+-]\d/.test(timeZone) ? 'UTC' : timeZone;
  } catch {
    return 'UTC';
  }
};

/**
 * What forecasts of this origin speak of. Today is the local date of the hour that ends at the origin, by its start: at midnight it is still the day that is
 * over, so that its tomorrow begins at once.
 */
export const targetsOf = (origin: EpochMs, timeZone: string): Targets => {
  const today = Temporal.Instant.fromEpochMilliseconds(origin - hourMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const startOf = (day: number): EpochMs =>
    today.add({ days: day }).toZonedDateTime(timeZone).epochMilliseconds;
  const hour = (head: HourHead): Target => {
    const to = origin + hoursAhead[head] * hourMs;
    return { from: to - hourMs, to, date: null };
  };
  const day = (head: keyof typeof daysAhead): Target => {
    const ahead = daysAhead[head];
    return { from: startOf(ahead), to: startOf(ahead + 1), date: today.add({ days: ahead }).toString() };
  };
  return {
    PT4H: hour('PT4H'),
    PT24H: hour('PT24H'),
    PT72H: hour('PT72H'),
    D1: day('D1'),
    D2: day('D2'),
    D3: day('D3'),
  };
};
