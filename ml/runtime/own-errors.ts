import { sameHourAges, targetOf } from './heads.ts';
import { quantileLevels } from './quantile-levels.ts';
import { agesOf, quantileOf, statOf } from './statistics.ts';
import { type Head, lookbackHours } from './types.ts';

/** Errors of a point forecast by rank, and on average, in units of that forecast + plus. */
export interface Errors {
  readonly quantiles: readonly number[];
  readonly mean: number;
  readonly plus: number;
}

/** Errors that a band is made of: fewer would be those of a few days. */
const leastErrors = 200;
/** Where readings fall below 0 as far as `plus` above it, nothing is divided by nothing. */
const leastScale = 1e-3;
const leastHoursOfDay = 18;
const days = 7;

/** What was measured at an age, and what the mean of the 7 days that were known at its origin had said. */
type Past = (target: Float64Array, age: number) => { readonly truth: number; readonly said: number };

/** How it would have gone, and the oldest hour that it looks back on from an age. */
const pastOf = (head: Head): { readonly at: Past; readonly reach: number } => {
  const of = targetOf(head);
  if (of.kind === 'hour') {
    const back = sameHourAges(of.hours, days).map((age) => age + of.hours);
    return {
      at: (target, age) => ({
        truth: target[age] ?? Number.NaN,
        said: statOf(
          target,
          back.map((hours) => hours + age),
          'mean',
          3,
        ),
      }),
      reach: Math.max(...back),
    };
  }
  // a day ends 24 to 47 hours after the origin of a forecast for tomorrow
  const ago = 24 * of.days + 12;
  return {
    at: (target, age) => ({
      truth: statOf(target, agesOf(age, 24), 'mean', leastHoursOfDay),
      said: statOf(target, agesOf(age + ago, 24 * days), 'mean', 54),
    }),
    reach: ago + 24 * days - 1,
  };
};

/**
 * How far off the mean of the same hour over 7 days (of days: of all hours) was at this sensor in the last four weeks, each time
 * from what was known then; null with fewer than 200 such errors. Learns nothing from anywhere else.
 */
export const ownErrors = (target: Float64Array, head: Head, plus: number): Errors | null => {
  const { at, reach } = pastOf(head);
  const errors: number[] = [];
  let off = 0;
  let size = 0;
  for (let age = 0; age + reach < lookbackHours; age += 1) {
    const { truth, said } = at(target, age);
    if (!Number.isFinite(truth - said)) continue;
    const scale = Math.max(said + plus, leastScale);
    errors.push((truth - said) / scale);
    off += truth - said;
    size += scale;
  }
  if (errors.length < leastErrors) return null;
  const sorted = Float64Array.from(errors).sort();
  return { quantiles: quantileLevels.map((level) => quantileOf(sorted, level)), mean: off / size, plus };
};
