import type { Failure } from '../glm/fitted.ts';
import { fitGaussian } from '../glm/gaussian.ts';
import { fitPoisson, poissonDeviance } from '../glm/poisson.ts';
import { type Estimate, estimateOf, pearsonChiSquare } from '../glm/statistics.ts';
import type { Strata } from '../glm/strata.ts';
import type { Matrix } from '../linear/matrix.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import type { Knots } from '../splines/knots.ts';
import { type AliasedColumn, aliasedColumns, entangledIn } from './aliasing.ts';
import { faultOf, outcomeFault } from './check.ts';
import { type Design, designOf, type TermColumns } from './design.ts';
import { formulaOf } from './formula.ts';
import type { Columns, ModelSpec } from './spec.ts';

/** One column of a model. Estimates of a log link are log rate ratios. */
export interface Coefficient extends Estimate {
  readonly name: string;
  /** The standard error at a dispersion of 1. */
  readonly sePoisson: number;
}

export interface ModelFit {
  readonly kind: 'fit';
  readonly spec: ModelSpec;
  readonly formula: string;
  /** Without those that are aliased. */
  readonly coefficients: readonly Coefficient[];
  /** Where the coefficients stand among all columns. */
  readonly kept: readonly number[];
  /** Columns that are combinations of others, and dropped. */
  readonly aliased: readonly AliasedColumn[];
  /** Days used. */
  readonly n: number;
  readonly nStrata: number;
  /** Coefficients estimated, a stratum's rate among them. */
  readonly nCoefficients: number;
  readonly dfResidual: number;
  readonly deviance: number;
  /** Of a model that knows only the mean. */
  readonly nullDeviance: number;
  /** Pearson's χ² over the residual degrees of freedom; of least squares, the residual variance. */
  readonly dispersion: number;
  readonly iterations: number;
  /** Where the splines of each term have their knots, of the column's values and of its lags, by the term's place. */
  readonly knots: Readonly<Record<number, { readonly values: Knots | null; readonly lags: Knots | null }>>;
  /** All columns, aliased ones as 0. */
  readonly estimates: Float64Array;
  /** Of `estimates`, at the dispersion that the family has. */
  readonly covariance: Matrix;
  readonly terms: readonly TermColumns[];
  readonly x: Matrix;
  readonly strata: Strata | null;
  /** The places in the data of the days used, and what was observed and fitted on them. */
  readonly days: Int32Array;
  readonly observed: Float64Array;
  readonly fitted: Float64Array;
}

const knotsOf = (terms: readonly TermColumns[]): ModelFit['knots'] =>
  Object.fromEntries(
    terms.flatMap(({ cross }, place) => {
      const knots = { values: cross?.response.knots ?? null, lags: cross?.lags.knots ?? null };
      return knots.values === null && knots.lags === null ? [] : [[place, knots]];
    }),
  );

const failed = ({ kind }: Failure, name: string): Problem =>
  kind === 'separated'
    ? problem(
        name,
        'SEPARATION',
        `No events occur where ${name} is given, so that its effect is without bound`,
        'Leave it out, or put groups together.',
      )
    : problem(
        name,
        'NOT_CONVERGED',
        'The estimates do not settle',
        'Leave out terms, or look for errors in the data.',
      );

const sumOfSquares = (a: Float64Array, b: (i: number) => number): number =>
  a.reduce((sum, value, i) => sum + (value - b(i)) ** 2, 0);

/** Fits a model to daily columns. Deviances, dispersion and standard errors as R's `glm` and `summary.glm`. */
export const fit = (spec: ModelSpec, columns: Columns): ModelFit | Problem => {
  const fault = faultOf(spec, columns);
  if (fault !== null) return fault;
  const design = designOf(spec, columns);
  if (isProblem(design)) return design;
  return fitDesign(spec, design);
};

/** Fits a model whose matrix is made. */
export const fitDesign = (spec: ModelSpec, design: Design): ModelFit | Problem => {
  const { names, x, strata, terms, days } = design;
  const fault = outcomeFault(spec, design.y);
  if (fault !== null) return fault;
  const y = spec.isLog === true ? design.y.map(Math.log) : design.y;
  const n = x.rows;
  const nStrata = strata?.count ?? 0;
  if (x.columns + nStrata >= n)
    return problem(
      'terms',
      'MORE_COLUMNS_THAN_ROWS',
      `The model has ${x.columns + nStrata} columns for ${n} days`,
      'Give more days, or ask for fewer degrees of freedom, groups or lags.',
    );
  const isGaussian = spec.family === 'gaussian';
  const result = isGaussian ? fitGaussian({ x, y, strata }) : fitPoisson({ x, y, strata });
  if (result.kind !== 'fitted') return failed(result, names[result.column] as string);
  const entanglement = entangledIn(design, result);
  if (entanglement !== null) return entanglement;

  const rank = x.columns - result.aliased.length;
  const nCoefficients = rank + nStrata;
  const dfResidual = n - nCoefficients;
  const dispersion = pearsonChiSquare(y, result.fitted, spec.family) / dfResidual;
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const scale = spec.family === 'poisson' ? 1 : dispersion;
  const dropped = new Set(result.aliased.map(({ column }) => column));
  const kept = [...names.keys()].filter((j) => !dropped.has(j));
  const varianceOf = (j: number): number => result.covariance.values[j * x.columns + j] as number;
  return {
    kind: 'fit',
    spec,
    formula: formulaOf(spec),
    coefficients: kept.map((j) => ({
      name: names[j] as string,
      ...estimateOf(result.coefficients[j] as number, Math.sqrt(scale * varianceOf(j)), dfResidual),
      sePoisson: Math.sqrt(varianceOf(j)),
    })),
    kept,
    aliased: aliasedColumns(design, result),
    n,
    nStrata,
    nCoefficients,
    dfResidual,
    deviance: isGaussian
      ? sumOfSquares(y, (i) => result.fitted[i] as number)
      : poissonDeviance(y, result.fitted),
    nullDeviance: isGaussian
      ? sumOfSquares(y, () => mean)
      : poissonDeviance(y, new Float64Array(n).fill(mean)),
    dispersion,
    iterations: result.iterations,
    knots: knotsOf(terms),
    estimates: result.coefficients,
    covariance: { ...result.covariance, values: result.covariance.values.map((value) => scale * value) },
    terms,
    x,
    strata,
    days,
    observed: y,
    fitted: result.fitted,
  };
};
