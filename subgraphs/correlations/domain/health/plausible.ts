import type { Fault } from './faults.ts';
import type { HealthColumnRole } from './health-series.ts';

/* What a value may be where it stands for something. */

/**
 * What archives and instruments write where there is no value; no quantity of these columns has such values. Other negative values of
 * an exposure are kept: instruments near zero have them, and series from which a trend was taken.
 */
const sentinels: ReadonlySet<number> = new Set([
  ...[-99, -99.9, -99.99, -999, -999.9, -999.99, -9999, -9999.9, -99_999, -999_999],
  ...[-777, -7777, -888, -8888],
]);
/** These may be true: 999 visits, or µg/m³ in a dust storm. */
const doubtful: ReadonlySet<number> = new Set([99, 99.9, 999, 999.9, 9999, 9999.9, 99_999, 999_999]);
/** A doubtful value so many times the largest other is none. */
const farAbove = 10;

const mostEvents = 2 ** 31 - 1;

const missing = (value: number): Fault => ({
  code: 'SENTINEL',
  what: `${value} stands for a missing value`,
  next: 'Leave the cell empty.',
});
const outOfRange = (what: string, next: string): Fault => ({ code: 'OUT_OF_RANGE', what, next });

/** The largest value that does not look like a missing one. */
export const largestOf = (values: Float64Array): number =>
  values.reduce((most, value) => (value > most && !doubtful.has(value) ? value : most), 0);

type Rule = (value: number, largest: number) => Fault | null;

const isSentinel = (value: number, largest: number): boolean =>
  sentinels.has(value) || (doubtful.has(value) && value > farAbove * largest);

/** Outside what it can be, a value that is known for it stands for a missing one. */
const within =
  (isIn: (value: number) => boolean, what: string, next: string): Rule =>
  (value) => {
    if (isIn(value)) return null;
    return sentinels.has(value) || doubtful.has(value)
      ? missing(value)
      : outOfRange(`${value} ${what}`, next);
  };

const count: Rule = (value, largest) => {
  if (value < 0)
    return {
      code: 'NEGATIVE_COUNT',
      what: `${value} is negative`,
      next: 'Leave the cell empty where nothing is known.',
    };
  if (!Number.isInteger(value))
    return {
      code: 'FRACTIONAL_COUNT',
      what: `${value} is no whole number`,
      next: 'Send counts as they were counted: neither rates nor means.',
    };
  if (isSentinel(value, largest)) return missing(value);
  return value > mostEvents
    ? outOfRange(`${value} is more than ${mostEvents}`, 'Correct it, or leave the cell empty.')
    : null;
};

const rules: Readonly<Record<HealthColumnRole, Rule>> = {
  OUTCOME: count,
  TEMPERATURE: within(
    (value) => value > -90 && value < 65,
    'is no daily mean of air temperature in °C',
    'Send °C, and leave the cell empty where nothing is known.',
  ),
  // instruments in fog say a little more than there can be
  HUMIDITY: within(
    (value) => value >= 0 && value <= 105,
    'is no relative humidity in %',
    'Send 0 to 100, and leave the cell empty where nothing is known.',
  ),
  HOLIDAY: within(
    (value) => value === 0 || value === 1,
    'is neither 0 nor 1',
    'Write 1 on holidays, else 0.',
  ),
  INFLUENZA: (value, largest) => {
    if (isSentinel(value, largest)) return missing(value);
    return value < 0
      ? outOfRange(`${value} is negative`, 'Leave the cell empty where nothing is known.')
      : null;
  },
  EXPOSURE: (value, largest) => (isSentinel(value, largest) ? missing(value) : null),
};

/** What is wrong with a value of a column; null where nothing is. `largest`: `largestOf` the column. */
export const valueFault = (role: HealthColumnRole, value: number, largest: number): Fault | null =>
  rules[role](value, largest);

/** More cannot be told in the graph. */
export const isTooLarge = (events: number): boolean => events > mostEvents;
