import { studentTwoSided } from '../distributions.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import { acf } from './autocorrelation.ts';
import { fisherInterval, type Interval, pearsonR } from './correlate.ts';
import { pairsOf } from './pairs.ts';

export interface EffectiveCorrelation {
  readonly n: number;
  /** How many independent days would say as much. */
  readonly nEffective: number;
  readonly r: number;
  readonly t: number;
  readonly p: number;
  readonly interval: Interval;
}

const fewest = 4;

/**
 * Pearson's correlation tested as if from n_eff days: 1/n_eff = 1/n + (2/n) Σ ((n − k)/n) r_xx(k) r_yy(k) for k from 1 to `lags`
 * (Pyper & Peterman 1998, doi 10.1139/f98-104). Never more than n. Gaps stay in their places. Of residuals, each covariate that was taken out of both
 * costs a day of n.
 */
export const effectiveCorrelation = (
  x: Float64Array,
  y: Float64Array,
  lags: number,
  covariates = 0,
): EffectiveCorrelation | Problem => {
  const pairs = pairsOf(x, y);
  if (isProblem(pairs)) return pairs;
  const n = pairs.x.length;
  const both = x.map((value, i) => value + (y[i] as number));
  const [xx, yy] = [x, y].map((values) =>
    acf(
      values.map((value, i) => (Number.isFinite(both[i]) ? value : Number.NaN)),
      Math.min(lags, n - 1),
    ),
  ) as [Float64Array, Float64Array];
  const shared = xx.reduce((sum, r, k) => (k === 0 ? sum : sum + ((n - k) / n) * r * (yy[k] as number)), 0);
  const nEffective = (n - covariates) / Math.max(1 + 2 * shared, 1);
  if (!(nEffective >= fewest))
    return problem(
      'days',
      'TOO_FEW_DAYS',
      `The series are so autocorrelated that they say no more than ${nEffective.toFixed(1)} days would`,
      'Give a longer series, or take out its seasons first.',
    );
  const r = pearsonR(pairs);
  const t = r * Math.sqrt((nEffective - 2) / (1 - r * r));
  const interval = fisherInterval(r, 1 / Math.sqrt(nEffective - 3));
  return { n, nEffective, r, t, p: studentTwoSided(t, nEffective - 2), interval };
};
