import { aliasedIn, inverseOfCross, solve } from '../linear/least-squares.ts';
import { beside, column, type Matrix, times } from '../linear/matrix.ts';
import type { Decomposition } from '../linear/qr.ts';
import type { Failure, Fitted } from './fitted.ts';
import { addStrata, type Strata } from './strata.ts';
import { weighting } from './weighting.ts';

export interface Poisson {
  /** Rows × columns, an intercept among them unless there are strata. */
  readonly x: Matrix;
  /** Counts ≥ 0, one a row; each stratum has at least one event. */
  readonly y: Float64Array;
  readonly strata: Strata | null;
}

/** R's glm.control: the relative change of the deviance. */
const devianceTolerance = 1e-8;
/** What R's glm.fit has, at that control. */
const aliasTolerance = 1e-11;
/** Steps converge quadratically: after one this small in every linear predictor nothing is left to change. */
const predictorTolerance = 1e-9;
const mostIterations = 50;
const mostHalvings = 30;
/** Rates that keep falling past this are on their way to 0. */
const vanishing = 1e-5;

/** 2 Σ (y log(y/µ) − (y − µ)). */
export const poissonDeviance = (y: Float64Array, mu: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const count = y[i] as number;
    const mean = mu[i] as number;
    sum += (count === 0 ? 0 : count * Math.log(count / mean)) - (count - mean);
  }
  return 2 * sum;
};

/** Where the search is. */
interface State {
  readonly coefficients: Float64Array;
  readonly predictor: Float64Array;
  readonly mu: Float64Array;
  readonly deviance: number;
}

const change = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);

const isSettled = (before: State, { deviance }: State): boolean =>
  Math.abs(deviance - before.deviance) < devianceTolerance * (0.1 + Math.abs(deviance));

const isStill = (before: State, after: State): boolean =>
  change(before.predictor, after.predictor) < predictorTolerance;

const failure = (before: State, after: State): Failure => {
  const moved = after.coefficients.map((value, j) => Math.abs(value - (before.coefficients[j] ?? 0)));
  const kind = after.mu.some((mean) => mean < vanishing) ? 'separated' : 'diverged';
  return { kind, column: moved.indexOf(moved.reduce((most, value) => Math.max(most, value), 0)) };
};

/** Iteratively reweighted least squares from a state until `isDone`. */
const search = (
  { x, y, strata }: Poisson,
  tolerance: number,
  begin: State,
  isDone: (before: State, after: State) => boolean,
): { state: State; qr: Decomposition; iterations: number } | Failure => {
  const weigh = weighting(x, strata);
  const stateAt = (coefficients: Float64Array): State => {
    const predictor = times(x, coefficients);
    if (strata !== null) addStrata(predictor, y, strata);
    const mu = predictor.map(Math.exp);
    return { coefficients, predictor, mu, deviance: poissonDeviance(y, mu) };
  };
  const isWorse = (before: State, after: State): boolean =>
    before.coefficients.length > 0 &&
    !(after.deviance - before.deviance <= devianceTolerance * (0.1 + before.deviance));

  let before = begin;
  for (let iterations = 1; ; iterations++) {
    const { predictor, mu } = before;
    const z = predictor.map((eta, i) => eta + (y[i] as number) / (mu[i] as number) - 1);
    const { a, b, lengths } = weigh(mu, z);
    const { coefficients, qr } = solve(a, b, { tolerance, lengths });
    let after = stateAt(coefficients);
    for (let halvings = 0; isWorse(before, after) && halvings < mostHalvings; halvings++) {
      const from = before.coefficients;
      after = stateAt(after.coefficients.map((value, j) => (value + (from[j] as number)) / 2));
    }
    if (isDone(before, after)) return { state: after, qr, iterations };
    if (iterations === mostIterations || !Number.isFinite(after.deviance)) return failure(before, after);
    before = after;
  }
};

/**
 * Poisson regression with log link, started at y + 0.1 as R's `glm.fit` (McCullagh & Nelder 1989, 2.5): first with all columns, to
 * R's criterion, then without those that are aliased, to machine precision.
 *
 * With strata, their intercepts are concentrated out: each step is taken within strata, and each stratum's rate follows from its
 * events. Slopes, standard errors and deviance are those of a model with a dummy for each stratum, and of conditional Poisson
 * regression (Armstrong et al. 2014, doi 10.1186/1471-2288-14-122).
 */
export const fitPoisson = (data: Poisson): Fitted | Failure => {
  const { x, y } = data;
  const mu = y.map((count) => count + 0.1);
  const begin = { coefficients: new Float64Array(0), predictor: mu.map(Math.log), mu, deviance: Number.NaN };
  const first = search(data, aliasTolerance, begin, isSettled);
  if ('kind' in first) return first;

  const aliased = aliasedIn(first.qr);
  const kept = first.qr.order.slice(0, first.qr.rank).toSorted((a, b) => a - b);
  const part = beside(
    kept.map((j) => column(x, j)),
    x.rows,
  );
  const from = {
    ...first.state,
    coefficients: Float64Array.from(kept, (j) => first.state.coefficients[j] as number),
  };
  const last = search({ ...data, x: part }, 0, from, isStill);
  if ('kind' in last) return { ...last, column: kept[last.column] as number };

  const coefficients = new Float64Array(x.columns);
  kept.forEach((j, k) => {
    coefficients[j] = last.state.coefficients[k] as number;
  });
  return {
    kind: 'fitted',
    coefficients,
    covariance: inverseOfCross(last.qr, x.columns, kept),
    aliased,
    fitted: last.state.mu,
    iterations: first.iterations + last.iterations,
  };
};
