import { isProblem } from '../problem.ts';
import { pearson, spearman } from './correlate.ts';

/** r of every two series over the days that both have; NaN where there is none. */
export const correlationMatrix = (
  series: readonly Float64Array[],
  method: 'pearson' | 'spearman',
): readonly (readonly number[])[] => {
  const correlate = method === 'pearson' ? pearson : spearman;
  const r = series.map(() => series.map(() => 1));
  series.forEach((x, i) => {
    series.slice(0, i).forEach((y, j) => {
      const found = correlate(x, y);
      const value = isProblem(found) ? Number.NaN : found.r;
      (r[i] as number[])[j] = value;
      (r[j] as number[])[i] = value;
    });
  });
  return r;
};
