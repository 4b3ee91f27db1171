import { lagged } from '../lags/lagged.ts';
import { isProblem, type Problem } from '../problem.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { type Correlation, pearson, type RankCorrelation, spearman } from './correlate.ts';

export interface LaggedCorrelation {
  /** Days by which the exposure comes before the outcome. */
  readonly lag: number;
  readonly pearson: Correlation;
  readonly spearman: RankCorrelation;
  /** Pearson's p, adjusted for all lags that were tried. */
  readonly pAdjusted: number;
}

/** The correlations of the exposure 0 to `most` days before with the outcome. */
export const laggedCorrelations = (
  exposure: Float64Array,
  outcome: Float64Array,
  most: number,
): readonly LaggedCorrelation[] | Problem => {
  const found: Omit<LaggedCorrelation, 'pAdjusted'>[] = [];
  const starts = new Int32Array(exposure.length);
  for (let lag = 0; lag <= most; lag++) {
    const before = lagged(exposure, lag, starts);
    const both = { pearson: pearson(before, outcome), spearman: spearman(before, outcome) };
    if (isProblem(both.pearson)) return both.pearson;
    if (isProblem(both.spearman)) return both.spearman;
    found.push({ lag, pearson: both.pearson, spearman: both.spearman });
  }
  const adjusted = benjaminiHochberg(found.map((one) => one.pearson.p));
  return found.map((one, i) => ({ ...one, pAdjusted: adjusted[i] as number }));
};
