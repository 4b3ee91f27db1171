import { completeRows } from '../correlation/pairs.ts';
import { fitGaussian } from '../glm/gaussian.ts';
import { lagged } from '../lags/lagged.ts';
import { beside, column, pick, times } from '../linear/matrix.ts';
import type { Problem } from '../problem.ts';
import { besideOthers, fewDaysDecide, hangsOnFewDays, variesOnFewDays } from '../study/few-days.ts';
import type { Two } from './figures.ts';

/** What each of the first columns has that no other column has, up to a factor. */
const apart = (columns: readonly Float64Array[], first: number): readonly Float64Array[] => {
  const ones = new Float64Array((columns[0] as Float64Array).length).fill(1);
  const x = beside([...columns, ones], ones.length);
  const { covariance } = fitGaussian({ x, y: ones, strata: null });
  return columns.slice(0, first).map((_, i) => times(x, column(covariance, i)));
};

/**
 * That figures at these lags, which are told side by side, would tell of a few days: at one lag the exposure varies on few, or what a lag has that the
 * others, or these and what was taken out, have not is on few, so that the counts of these could be worked out from all.
 */
export const fewDaysFault = (
  { x, y }: Two,
  most: number,
  takenOut: readonly Float64Array[],
): Problem | null => {
  const lags = Array.from({ length: most + 1 }, (_, lag) => lagged(x, lag, new Int32Array(x.length)));
  const onFew = lags.some((before) => {
    const days = completeRows([before, y]);
    return variesOnFewDays(pick(before, days), days);
  });
  if (onFew) return fewDaysDecide('exposure');
  for (const covariates of [[], takenOut]) {
    const all = [...lags, ...covariates];
    const days = completeRows([y, ...all]);
    const columns = all.map((values) => pick(values, days));
    if (
      days.length > columns.length &&
      apart(columns, lags.length).some((parts) => hangsOnFewDays(parts, besideOthers))
    )
      return fewDaysDecide('exposure');
  }
  return null;
};
