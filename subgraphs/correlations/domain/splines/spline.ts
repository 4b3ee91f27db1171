import { beside } from '../linear/matrix.ts';
import { applyTransposed, decompose } from '../linear/qr.ts';
import { bSplines, extended } from './b-spline.ts';
import type { Knots } from './knots.ts';

/** The values of every basis function at one x. */
export type AtOne = (x: number) => Float64Array;

/** B-splines of a degree, R's `bs`; without an intercept the first is left out. */
export const bSpline = (knots: Knots, degree: number, hasIntercept: boolean): AtOne => {
  const all = extended(knots, degree);
  return (x) => bSplines(all, degree, x).subarray(hasIntercept ? 0 : 1);
};

/**
 * Natural cubic splines, R's `ns`: cubic B-splines, and of their combinations those whose second derivative is 0 at both ends,
 * in the very coordinates that R has (those that a Householder decomposition of the two conditions leaves free), so that
 * coefficients compare one by one. Beyond the ends they go on as straight lines.
 */
export const naturalSpline = (knots: Knots, hasIntercept: boolean): AtOne => {
  const all = extended(knots, 3);
  const from = hasIntercept ? 0 : 1;
  const at = (x: number, derivative: number): Float64Array => bSplines(all, 3, x, derivative).subarray(from);
  const [low, high] = knots.boundary;
  const bent = [at(low, 2), at(high, 2)];
  const conditions = decompose(beside(bent, bent[0]?.length ?? 0), { tolerance: 1e-7 });
  const ends = [low, high].map((end) => ({ end, value: at(end, 0), slope: at(end, 1) }));
  return (x) => {
    const beyond = x < low ? ends[0] : x > high ? ends[1] : undefined;
    const row =
      beyond === undefined
        ? at(x, 0)
        : beyond.value.map((value, i) => value + (x - beyond.end) * (beyond.slope[i] as number));
    applyTransposed(conditions, row);
    return row.subarray(2);
  };
};
