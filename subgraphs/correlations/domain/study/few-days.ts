import { type Problem, problem } from '../problem.ts';

/** Of what varies, so many days at least must have had a part, and none more than this share: of fewer, an answer tells of single days. */
interface Bounds {
  readonly fewest: number;
  readonly mostShare: number;
}

/** Of an answer by itself. */
const alone: Bounds = { fewest: 20, mostShare: 0.2 };

/** Of what one lag has that the others beside it have not: dust that comes and goes within a day leaves little of that in three years of many a city. */
export const besideOthers: Bounds = { fewest: 10, mostShare: 0.3 };

/** What is smaller beside the values themselves is rounding. */
const negligible = 1e-9;
/** Days on both sides of each that a slow component is the mean of. */
const slowSide = 15;

const largestOf = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * Whether a sum over days of deviations times something else hangs on a few of the days: those deviations amount to fewer than 20 equal ones,
 * (Σd²)² / Σd⁴, or one has more than a fifth of Σd², unless other bounds are given. False where there are none.
 */
export const hangsOnFewDays = (deviations: Float64Array, { fewest, mostShare }: Bounds = alone): boolean => {
  const largest = largestOf(deviations);
  if (largest === 0) return false;
  let [squares, fourths] = [0, 0];
  for (const deviation of deviations) {
    const square = (deviation / largest) ** 2;
    squares += square;
    fourths += square ** 2;
  }
  return squares ** 2 / fourths < fewest || 1 / squares > mostShare;
};

const withoutMean = (values: Float64Array): Float64Array => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
};

/** Less the mean of the days there are within 15 days: what changes from day to day. `days` ascend. */
const withoutSlow = (values: Float64Array, days: Int32Array): Float64Array => {
  let [first, end, sum] = [0, 0, 0];
  return values.map((value, i) => {
    const day = days[i] as number;
    for (; end < days.length && (days[end] as number) <= day + slowSide; end += 1)
      sum += values[end] as number;
    for (; (days[first] as number) < day - slowSide; first += 1) sum -= values[first] as number;
    return value - sum / (end - first);
  });
};

/**
 * Whether an exposure varies on few days alone: from its mean, or from day to day. Values on the days used, which are where they stand in the series,
 * ascending.
 */
export const variesOnFewDays = (values: Float64Array, days: Int32Array): boolean => {
  const deviations = withoutMean(values);
  const slowless = withoutSlow(deviations, days);
  const isThere = largestOf(slowless) > negligible * largestOf(deviations);
  return hangsOnFewDays(deviations) || (isThere && hangsOnFewDays(slowless));
};

/** The refusal. It does not say which days, nor how many. */
export const fewDaysDecide = (field: string): Problem =>
  problem(
    field,
    'FEW_DAYS_DECIDE',
    'What varies of it does so on a few of the days: they alone would decide the answer, which would tell of them and of nothing else',
    'Ask about a longer span, fewer lags, or another exposure.',
  );
