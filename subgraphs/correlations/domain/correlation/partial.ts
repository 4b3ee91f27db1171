import { fitGaussian } from '../glm/gaussian.ts';
import { beside, norm, pick } from '../linear/matrix.ts';
import { type Problem, problem } from '../problem.ts';
import { type Correlation, pearsonR, testedR } from './correlate.ts';
import { completeRows, pairFault } from './pairs.ts';
import { averageRanks } from './ranks.ts';

/** What a line in the covariates, with an intercept, leaves of y. No gaps. */
export const residualsOf = (y: Float64Array, covariates: readonly Float64Array[]): Float64Array => {
  const x = beside([new Float64Array(y.length).fill(1), ...covariates], y.length);
  const { fitted } = fitGaussian({ x, y, strata: null });
  return y.map((value, i) => value - (fitted[i] as number));
};

export interface Partial {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** What is held fixed. */
  readonly given: readonly Float64Array[];
  /** Of the ranks: Spearman's. */
  readonly isRanked?: boolean;
}

const negligible = 1e-10;

/** The correlation of what the covariates leave of both, over the days that have everything. */
export const partial = ({ x, y, given, isRanked = false }: Partial): Correlation | Problem => {
  const all = [x, y, ...given];
  if (all.some((values) => values.length !== x.length))
    return problem(
      'given',
      'UNEQUAL_LENGTHS',
      'The series are not of one length',
      'Give all for the same days.',
    );
  const rows = completeRows(all);
  const kept = all.map((values) => pick(values, rows));
  const fault = pairFault({ x: kept[0] as Float64Array, y: kept[1] as Float64Array });
  if (fault !== null) return fault;
  if (rows.length < given.length + 4)
    return problem(
      'days',
      'TOO_FEW_DAYS',
      `Only ${rows.length} days have all`,
      'Give more days or fewer covariates.',
    );
  const [first, second, ...covariates] = isRanked ? kept.map(averageRanks) : kept;
  const left = [first, second].map((values) => residualsOf(values as Float64Array, covariates));
  const isGone = left.map(
    (values, i) => norm(values) < negligible * norm((i === 0 ? first : second) as Float64Array),
  );
  if (isGone.includes(true))
    return problem(
      isGone[0] ? 'x' : 'y',
      'COLLINEAR',
      'The covariates leave nothing of it',
      'Leave out the covariate that says the same.',
    );
  return testedR(
    pearsonR({ x: left[0] as Float64Array, y: left[1] as Float64Array }),
    rows.length,
    given.length,
  );
};
