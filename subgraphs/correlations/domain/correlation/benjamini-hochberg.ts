/**
 * p-values adjusted so that of those under a level at most that share is expected to be false: Benjamini & Hochberg 1995. In the
 * order given; those that are NaN stay so and count as not tried.
 */
export const benjaminiHochberg = (p: readonly number[]): readonly number[] => {
  const descending = [...p.keys()]
    .filter((i) => !Number.isNaN(p[i]))
    .sort((a, b) => (p[b] as number) - (p[a] as number));
  const adjusted = p.map(() => Number.NaN);
  let least = 1;
  descending.forEach((i, above) => {
    const rank = descending.length - above;
    least = Math.min(least, (p[i] as number) * (descending.length / rank));
    adjusted[i] = least;
  });
  return adjusted;
};
