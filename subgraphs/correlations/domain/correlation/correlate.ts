import { studentTwoSided, z95 } from '../distributions.ts';
import { dot } from '../linear/matrix.ts';
import { isProblem, type Problem } from '../problem.ts';
import { type Pairs, pairsOf } from './pairs.ts';
import { averageRanks } from './ranks.ts';

export type Interval = readonly [low: number, high: number];

export interface Correlation {
  /** Days that have both. */
  readonly n: number;
  readonly r: number;
  /** r √(df / (1 − r²)), with n − 2 degrees of freedom less one for each covariate. */
  readonly t: number;
  /** Two-sided, as if days were independent, which they are not: never to be shown without n_eff beside it. */
  readonly p: number;
  /** 95 %, on Fisher's scale: tanh(atanh r ± z / √(n − 3)), as R's cor.test. */
  readonly interval: Interval;
}

export interface RankCorrelation extends Correlation {
  /** R's S: (n³ − n)(1 − r) / 6. */
  readonly s: number;
  /** 95 %, as `interval` but wider by √(1 + r² / 2): Bonett & Wright 2000, doi 10.1007/BF02294183. */
  readonly bonettWright: Interval;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far each value is from the mean, in a unit (a power of 2, which rounds nothing) in which squares neither vanish nor overflow. */
const deviations = (values: Float64Array): Float64Array => {
  const centre = mean(values);
  const most = values.reduce((max, value) => Math.max(max, Math.abs(value - centre)), 0);
  const unit = 2 ** Math.floor(Math.log2(most));
  return values.map((value) => (value - centre) / unit);
};

/** Pearson's r of pairs without gaps that vary; within [−1, 1]. */
export const pearsonR = ({ x, y }: Pairs): number => {
  const [dx, dy] = [deviations(x), deviations(y)];
  return Math.max(-1, Math.min(1, dot(dx, dy) / (Math.sqrt(dot(dx, dx)) * Math.sqrt(dot(dy, dy)))));
};

/** Fisher's interval with a standard error on his scale; NaN where the standard error is. */
export const fisherInterval = (r: number, se: number): Interval => [
  Math.tanh(Math.atanh(r) - z95 * se),
  Math.tanh(Math.atanh(r) + z95 * se),
];

/** The tests of an r from so many independent days, after so many covariates. */
export const testedR = (r: number, n: number, covariates = 0): Correlation => {
  const df = n - 2 - covariates;
  const t = r * Math.sqrt(df / (1 - r * r));
  return {
    n,
    r,
    t,
    p: studentTwoSided(t, df),
    interval: fisherInterval(r, 1 / Math.sqrt(n - covariates - 3)),
  };
};

const ranked = ({ x, y }: Pairs): Pairs => ({ x: averageRanks(x), y: averageRanks(y) });

/** Pearson's correlation over the days that have both. */
export const pearson = (x: Float64Array, y: Float64Array): Correlation | Problem => {
  const pairs = pairsOf(x, y);
  return isProblem(pairs) ? pairs : testedR(pearsonR(pairs), pairs.x.length);
};

/** Spearman's: Pearson's of the ranks, ties at their mean rank, tested by the t approximation. */
export const spearman = (x: Float64Array, y: Float64Array): RankCorrelation | Problem => {
  const pairs = pairsOf(x, y);
  if (isProblem(pairs)) return pairs;
  const n = pairs.x.length;
  const r = pearsonR(ranked(pairs));
  return {
    ...testedR(r, n),
    s: ((n ** 3 - n) * (1 - r)) / 6,
    bonettWright: fisherInterval(r, Math.sqrt((1 + r ** 2 / 2) / (n - 3))),
  };
};
