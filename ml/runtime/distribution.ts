import type { Distribution } from './types.ts';

const median = 3;
const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
const notBelowZero = (value: number): number => Math.max(0, value);

/** null where anything in it is not a finite number: such a forecast is none. */
export const whole = (quantiles: readonly number[], mean: number): Distribution | null =>
  [...quantiles, mean].every(Number.isFinite)
    ? { quantiles: ascending(quantiles).map(notBelowZero), mean: notBelowZero(mean) }
    : null;

/**
 * What a model's head says, from its 8 raw outputs (7 quantiles and the mean): in the quantity's unit through `times`, in
 * order, each quantile moved away from the median by its conformal scale, in order again, and no concentration below 0.
 */
export const finish = (
  raw: ArrayLike<number>,
  times: number,
  scales: readonly number[],
): Distribution | null => {
  const quantiles = ascending(scales.map((_, n) => (raw[n] ?? Number.NaN) * times));
  const middle = quantiles[median] ?? Number.NaN;
  const scaled = quantiles.map((value, n) => middle + (value - middle) * (scales[n] ?? Number.NaN));
  return whole(scaled, (raw[scales.length] ?? Number.NaN) * times);
};
