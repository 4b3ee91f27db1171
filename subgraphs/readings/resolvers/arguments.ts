import { type Every, everyHint, readEvery } from '@aqmrg/platform/air-quality/every.ts';
import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const dayMs = 86_400_000;
const yearMs = 366 * dayMs;
export const maxPeriods = 100_000;
const maxYears = 100;

const wrongEvery = (every: string, wrong: string) =>
  badInput('every', `every: ${every} ${wrong}; ${everyHint}`);

const knownLengths = boundedCache<Every>(500);

/** As `readEvery` of air quality; refuses what is none. */
export const everyOf = (every: string): Every =>
  knownLengths.get(every, () => {
    const read = readEvery(every);
    if ('wrong' in read) throw wrongEvery(every, read.wrong);
    return read;
  });

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
