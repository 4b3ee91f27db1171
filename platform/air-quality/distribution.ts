/** The probabilities of the seven quantiles. */
export const quantileLevels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;

const at = (values: readonly number[], index: number): number => values[index] as number;
const levelAt = (index: number): number => quantileLevels[index] as number;
const last = quantileLevels.length - 1;

/** P10, P50 and P90. */
export const bandOf = (quantiles: readonly number[]) => ({
  p10: at(quantiles, 1),
  p50: at(quantiles, 3),
  p90: at(quantiles, 5),
});

/**
 * A tail's probability falls exponentially, by half over what lies between its two quantiles, because it did so there: both lie on the curve. Nothing lies
 * below 0.
 */
const beyond = (inner: number, outer: number, x: number): number =>
  outer === inner ? 0 : levelAt(0) * 2 ** -(Math.abs(x - outer) / Math.abs(outer - inner));

const lowerTail = (quantiles: readonly number[], x: number): number =>
  x <= 0 ? 0 : beyond(at(quantiles, 1), at(quantiles, 0), x);

const upperTail = (quantiles: readonly number[], x: number): number =>
  1 - beyond(at(quantiles, last - 1), at(quantiles, last), x);

/**
 * The probability that the value lies below `x`, from ascending quantiles: linear between two of them. Where several are equal,
 * what they have in common lies on them, not below.
 */
export const probabilityBelow = (quantiles: readonly number[], x: number): number => {
  const above = quantiles.findIndex((quantile) => quantile >= x);
  if (above === 0) return lowerTail(quantiles, x);
  if (above < 0) return upperTail(quantiles, x);
  const [left, right] = [at(quantiles, above - 1), at(quantiles, above)];
  const share = (x - left) / (right - left);
  return levelAt(above - 1) + (levelAt(above) - levelAt(above - 1)) * share;
};

export const probabilityAtLeast = (quantiles: readonly number[], x: number): number =>
  1 - probabilityBelow(quantiles, x);
