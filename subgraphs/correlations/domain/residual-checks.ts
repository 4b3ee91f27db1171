import { acf, type LjungBox, ljungBox, pacf } from './correlation/autocorrelation.ts';
import { neweyWest } from './glm/gaussian.ts';
import { durbinWatson, type Family } from './glm/statistics.ts';
import { type Problem, problem } from './problem.ts';
import type { ModelFit } from './terms/fit.ts';

export const residualKinds = ['deviance', 'pearson', 'response'] as const;
export type ResidualKind = (typeof residualKinds)[number];

const residual = (y: number, mu: number, kind: ResidualKind, family: Family): number => {
  if (family === 'gaussian' || kind === 'response') return y - mu;
  if (kind === 'pearson') return (y - mu) / Math.sqrt(mu);
  const deviance = 2 * ((y === 0 ? 0 : y * Math.log(y / mu)) - (y - mu));
  return Math.sign(y - mu) * Math.sqrt(Math.max(deviance, 0));
};

/** What a model leaves of each day it used, in their order. */
export const residualsOf = ({ observed, fitted, spec }: ModelFit, kind: ResidualKind): Float64Array =>
  observed.map((y, i) => residual(y, fitted[i] as number, kind, spec.family));

export interface Diagnostics {
  /** Above 1, counts vary more than Poisson's. */
  readonly dispersion: number;
  /** Of the residuals, lags 0 to `lags`. */
  readonly acf: Float64Array;
  /** Lags 1 to `lags`. */
  readonly pacf: Float64Array;
  readonly ljungBox: LjungBox;
  readonly durbinWatson: number;
}

/** Whether a model left autocorrelation: lags are days, those that the model did not use are gaps. */
export const diagnose = (
  model: ModelFit,
  { lags = 30, kind = 'deviance' }: { readonly lags?: number; readonly kind?: ResidualKind } = {},
): Diagnostics => {
  const residuals = residualsOf(model, kind);
  const first = model.days[0] as number;
  const placed = new Float64Array((model.days.at(-1) as number) - first + 1).fill(Number.NaN);
  model.days.forEach((day, i) => {
    placed[day - first] = residuals[i] as number;
  });
  const correlations = acf(placed, Math.min(lags, model.n - 1));
  return {
    dispersion: model.dispersion,
    acf: correlations,
    pacf: pacf(correlations),
    ljungBox: ljungBox(correlations, model.n),
    durbinWatson: durbinWatson(residuals),
  };
};

/**
 * The standard errors of a least-squares model's estimates, aliased ones as 0, that allow for autocorrelation up to a lag: Newey and
 * West's. Rows count as consecutive days.
 */
export const robustErrors = (model: ModelFit, lag: number): Float64Array | Problem => {
  if (model.spec.family !== 'gaussian' || model.nStrata > 0)
    return problem(
      'family',
      'WRONG_SETTING',
      'Newey–West errors are those of least squares without strata',
      'Fit the gaussian family.',
    );
  const bread = model.covariance.values.map((value) => value / model.dispersion);
  return neweyWest(model.x, residualsOf(model, 'response'), { ...model.covariance, values: bread }, lag);
};
