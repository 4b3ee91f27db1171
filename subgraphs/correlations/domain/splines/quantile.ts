/** What is neither NaN nor infinite, in ascending order. */
export const sortedFinite = (values: ArrayLike<number>): Float64Array =>
  Float64Array.from(values as Float64Array)
    .filter(Number.isFinite)
    .sort();

/** The p-quantile of ascending values by linear interpolation: Hyndman & Fan 1996, type 7, the default of R's `quantile`. */
export const quantile = (sorted: Float64Array, p: number): number => {
  const place = (sorted.length - 1) * p;
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  const share = place - Math.floor(place);
  // where both are the same, interpolating would move the last digit, and values that tie with a cut would change sides
  return low === high || share === 0 ? low : (1 - share) * low + share * high;
};

/** The quantiles that part ascending values into `parts` of one size: parts − 1 of them, without the ends. */
export const inner = (sorted: Float64Array, parts: number): number[] =>
  Array.from({ length: parts - 1 }, (_, i) => quantile(sorted, (i + 1) * (1 / parts)));
