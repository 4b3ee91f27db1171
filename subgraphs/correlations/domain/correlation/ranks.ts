/** Ranks from 1; values that tie share the mean of theirs. No gaps. */
export const averageRanks = (values: Float64Array): Float64Array => {
  const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (const i of order.subarray(from, to)) ranks[i] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
};

/** How many share each value: the sizes of the ties, those of one included. */
export const tieSizes = (values: Float64Array): readonly number[] => {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()];
};
