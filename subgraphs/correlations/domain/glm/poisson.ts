import { aliasedIn, inverseOfCross, solve, solveCross } from '../linear/least-squares.ts';
import { columnsOf, dot, type Matrix, times } from '../linear/matrix.ts';
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

/** What R's glm.fit has, at its default control. */
const aliasTolerance = 1e-11;
/** A Newton step this small in every linear predictor leaves, as steps converge quadratically, nothing to change. */
const predictorTolerance = 1e-9;
/** R's own measure of a deviance that no longer changes. */
const devianceTolerance = 1e-8;
const mostIterations = 30;
const mostHalvings = 30;
const mostRefinements = 20;
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

const stateAt = ({ x, y, strata }: Poisson, coefficients: Float64Array): State => {
  const predictor = times(x, coefficients);
  if (strata !== null) addStrata(predictor, y, strata);
  const mu = predictor.map(Math.exp);
  return { coefficients, predictor, mu, deviance: poissonDeviance(y, mu) };
};

const startOf = (y: Float64Array): State => {
  const mu = y.map((count) => count + 0.1);
  return {
    coefficients: new Float64Array(0),
    predictor: mu.map(Math.log),
    mu,
    deviance: Number.POSITIVE_INFINITY,
  };
};

const change = (before: State, after: State): number =>
  after.predictor.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (before.predictor[i] as number))),
    0,
  );

const isWorse = (before: State, after: State): boolean =>
  !(after.deviance <= before.deviance + devianceTolerance * (0.1 + Math.abs(before.deviance)));

/** A step that went too far is halved, as long as it takes. */
const halved = (data: Poisson, before: State, after: State): State => {
  let nearer = after;
  for (let i = 0; isWorse(before, nearer) && i < mostHalvings; i++)
    nearer = stateAt(
      data,
      nearer.coefficients.map((value, j) => (value + (before.coefficients[j] ?? 0)) / 2),
    );
  return nearer;
};

/**
 * Steps to where the score X'(y − µ) is 0 that use a decomposition again: each costs a fiftieth of a step with its own, and as the
 * weights hardly change they lead nearly as far. For as long as each is less than half the one before.
 */
const refined = (data: Poisson, qr: Decomposition, from: State): State => {
  let state = from;
  let last = Number.POSITIVE_INFINITY;
  for (let i = 0; i < mostRefinements && last > predictorTolerance / 10; i++) {
    const left = data.y.map((count, row) => count - (state.mu[row] as number));
    const step = solveCross(
      qr,
      Float64Array.from(columnsOf(data.x), (values) => dot(values, left)),
    );
    const next = stateAt(
      data,
      state.coefficients.map((value, j) => value + (step[j] as number)),
    );
    const moved = change(state, next);
    if (!(moved < last / 2) || isWorse(state, next)) break;
    state = next;
    last = moved;
  }
  return state;
};

const failure = (before: State, after: State): Failure => {
  const moved = after.coefficients.map((value, j) => Math.abs(value - (before.coefficients[j] ?? 0)));
  const kind = after.mu.some((mean) => mean < vanishing) ? 'separated' : 'diverged';
  return { kind, column: moved.indexOf(moved.reduce((most, value) => Math.max(most, value), 0)) };
};

/**
 * Poisson regression with log link by iteratively reweighted least squares, started at y + 0.1 as R's `glm.fit` (McCullagh & Nelder
 * 1989, 2.5), to machine precision.
 *
 * With strata, their intercepts are concentrated out: each step is taken within strata, and each stratum's rate follows from its
 * events. Slopes, standard errors and deviance are those of a model with a dummy for each stratum, and of conditional Poisson
 * regression (Armstrong et al. 2014, doi 10.1186/1471-2288-14-122).
 */
export const fitPoisson = (data: Poisson): Fitted | Failure => {
  const { x, y, strata } = data;
  const weigh = weighting(x, strata);
  let before = startOf(y);
  for (let iterations = 1; ; iterations++) {
    const { predictor, mu } = before;
    const z = predictor.map((eta, i) => eta + (y[i] as number) / (mu[i] as number) - 1);
    const { a, b, ...within } = weigh(mu, z);
    const { coefficients, qr } = solve(a, b, { tolerance: aliasTolerance, ...within });
    const after = halved(data, before, stateAt(data, coefficients));
    if (change(before, after) < predictorTolerance)
      return {
        kind: 'fitted',
        coefficients: after.coefficients,
        covariance: inverseOfCross(qr),
        aliased: aliasedIn(qr),
        fitted: after.mu,
        iterations,
      };
    if (iterations === mostIterations || !Number.isFinite(after.deviance)) return failure(before, after);
    before = refined(data, qr, after);
  }
};
