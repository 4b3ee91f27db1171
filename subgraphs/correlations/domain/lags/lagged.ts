/**
 * For each row, the first row of its stretch of consecutive days: lags do not reach before it. A stretch ends where a day is missing
 * between the rows (`days` are their places in the whole series) and where the group's label changes.
 */
export const stretches = (days: ArrayLike<number>, groups: readonly string[] | null): Int32Array => {
  const starts = new Int32Array(days.length);
  for (let i = 1; i < days.length; i++) {
    const isNext = (days[i] as number) - (days[i - 1] as number) === 1 && groups?.[i] === groups?.[i - 1];
    starts[i] = isNext ? (starts[i - 1] as number) : i;
  }
  return starts;
};

/** The values `lag` rows before; NaN where that is before the stretch began. */
export const lagged = (values: Float64Array, lag: number, starts: Int32Array): Float64Array =>
  values.map((_, i) => (i - lag < (starts[i] as number) ? Number.NaN : (values[i - lag] as number)));

/** Σₗ weightsₗ × the values `from + l` rows before; NaN where any of them is missing. */
export const weightedLags = (
  values: Float64Array,
  { from, weights }: { readonly from: number; readonly weights: Float64Array },
  starts: Int32Array,
): Float64Array => {
  const to = from + weights.length - 1;
  return values.map((_, i) => {
    if (i - to < (starts[i] as number)) return Number.NaN;
    let sum = 0;
    for (let l = 0; l < weights.length; l++) sum += (weights[l] as number) * (values[i - from - l] as number);
    return sum;
  });
};
