import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { BucketLength } from '@aqmrg/platform/ports/series.ts';
import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { Temporal } from 'temporal-polyfill';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const yearMs = 366 * dayMs;
const daysAMonth = 30;
export const maxPeriods = 100_000;
const maxYears = 100;

/** A period of a series: how the store counts it, and about how long it is. */
export interface Every {
  readonly length: BucketLength;
  readonly aboutMs: number;
}

const wrongEvery = (every: string, why: string) =>
  badInput(
    'every',
    `every: ${every} ${why}; send PT1M to P1Y, in one kind of unit: PT15M, PT1H, P1D, P1W, P1M.`,
  );

const parseEvery = (every: string): Every => {
  let duration: Temporal.Duration;
  try {
    duration = Temporal.Duration.from(every);
  } catch {
    throw wrongEvery(every, 'is no ISO 8601 duration');
  }
  if (duration.sign <= 0) throw wrongEvery(every, 'is not longer than nothing');
  const months = duration.years * 12 + duration.months;
  const days = duration.weeks * 7 + duration.days;
  const ms = duration.with({ years: 0, months: 0, weeks: 0, days: 0 }).total('milliseconds');
  if ([months, days, ms].filter((part) => part > 0).length > 1) throw wrongEvery(every, 'mixes units');
  const aboutMs = months * daysAMonth * dayMs + days * dayMs + ms;
  if (aboutMs < minuteMs || aboutMs > yearMs || months > 12)
    throw wrongEvery(every, 'is too short or too long');
  if (ms > 0) {
    if (ms % 1_000 !== 0) throw wrongEvery(every, 'is no whole number of seconds');
    return { length: { kind: 'fixed', ms }, aboutMs };
  }
  return { length: { kind: 'calendar', days, months }, aboutMs };
};

const knownLengths = boundedCache<Every>(500);

/** An ISO 8601 duration: hours and shorter units are fixed lengths, days and longer ones are counted on the local calendar. */
export const readEvery = (every: string): Every => knownLengths.get(every, () => parseEvery(every));

export const checkSpan = (from: EpochMs, to: EpochMs): void => {
  if (from >= to) throw badInput('to', 'to must lie after from.');
};

export const checkPeriods = (from: EpochMs, to: EpochMs, { aboutMs }: Every): void => {
  // Few long periods are not cheap: the store counts them by quarters of an hour.
  if (to - from > maxYears * yearMs)
    throw badInput('from', `from and to lie more than ${maxYears} years apart: ask for a shorter span.`);
  const periods = Math.ceil((to - from) / aboutMs);
  if (periods <= maxPeriods) return;
  throw badInput(
    'every',
    `from, to and every make ${periods} periods, more than ${maxPeriods}: ask for longer ones.`,
  );
};

const knownZones = boundedCache<boolean>(1_000);

/** Asking the runtime takes 0.1 ms, and a list of sensors asks once for each. */
export const isTimeZone = (timeZone: string): boolean =>
  knownZones.get(timeZone, () => {
    try {
      new Intl.DateTimeFormat('en', { timeZone });
      // Fixed offsets are understood by some runtimes and stores alone.
      return !/^[+-]\d/.test(timeZone);
    } catch {
      return false;
    }
  });

export const checkTimeZone = (timeZone: string): string => {
  if (isTimeZone(timeZone)) return timeZone;
  throw badInput('timeZone', `timeZone: ${JSON.stringify(timeZone)} is no IANA name, such as Africa/Accra.`);
};

export const checkShare = (name: string, share: number): number => {
  if (share >= 0 && share <= 1) return share;
  throw badInput(name, `${name} is 0 to 1, not ${share}.`);
};

export const checkSome = <T>(name: string, list: readonly T[]): readonly T[] => {
  if (list.length > 0) return [...new Set(list)];
  throw badInput(name, `${name} must not be empty: leave it out, or name at least one.`);
};

export const checkYear = (year: number): number => {
  if (year >= 1900 && year <= 2200) return year;
  throw badInput('year', `year is 1900 to 2200, not ${year}.`);
};
