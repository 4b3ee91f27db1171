import { aliasedIn, inverseOfCross, solve } from '../linear/least-squares.ts';
import { columnsOf, dot, type Matrix, quadratic, times, zeros } from '../linear/matrix.ts';
import type { Fitted } from './fitted.ts';
import { type Strata, sumsWithin } from './strata.ts';
import { weighting } from './weighting.ts';

/** What R's lm has. */
const aliasTolerance = 1e-7;

/** Ordinary least squares; within strata if there are any, which is the same as a dummy for each. */
export const fitGaussian = ({
  x,
  y,
  strata,
}: {
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly strata: Strata | null;
}): Fitted => {
  const ones = new Float64Array(x.rows).fill(1);
  const { a, b, ...within } = weighting(x, strata)(ones, y);
  const { coefficients, qr } = solve(a, b, { tolerance: aliasTolerance, ...within });
  const fitted = times(x, coefficients);
  if (strata !== null) {
    const left = sumsWithin(
      y.map((value, i) => value - (fitted[i] as number)),
      strata,
    );
    const days = sumsWithin(ones, strata);
    strata.of.forEach((s, i) => {
      fitted[i] = (fitted[i] as number) + (left[s] as number) / (days[s] as number);
    });
  }
  return {
    kind: 'fitted',
    coefficients,
    covariance: inverseOfCross(qr),
    aliased: aliasedIn(qr),
    fitted,
    iterations: 1,
  };
};

/**
 * Standard errors of least squares that hold under heteroscedasticity and autocorrelation up to a lag, by Bartlett's weights
 * 1 − l / (lag + 1), neither prewhitened nor adjusted for the sample's size: Newey & West 1987, as `sandwich::NeweyWest`.
 * `residuals` in the order of time, `bread` is (X'X)⁻¹.
 */
export const neweyWest = (x: Matrix, residuals: Float64Array, bread: Matrix, lag: number): Float64Array => {
  const scores = columnsOf(x).map((values) => values.map((value, i) => value * (residuals[i] as number)));
  const meat = zeros(x.columns, x.columns);
  const rows = x.rows;
  scores.forEach((a, j) => {
    scores.forEach((b, k) => {
      let sum = dot(a, b);
      for (let l = 1; l <= Math.min(lag, rows - 1); l++) {
        const weight = 1 - l / (lag + 1);
        sum += weight * (dot(a.subarray(l), b) + dot(a.subarray(0, rows - l), b.subarray(l)));
      }
      meat.values[k * x.columns + j] = sum;
    });
  });
  return Float64Array.from(columnsOf(bread), (row) => Math.sqrt(quadratic(meat, row)));
};
