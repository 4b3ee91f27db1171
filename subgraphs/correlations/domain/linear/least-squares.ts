import { dot, type Matrix, zeros } from './matrix.ts';
import { type Aliasing, applyTransposed, type Decomposition, decompose } from './qr.ts';

/** R⁻¹ b for the first `rank` values of b. */
const backSolve = ({ rank, columns }: Decomposition, b: Float64Array): Float64Array => {
  const solved = b.slice(0, rank);
  for (let k = rank - 1; k >= 0; k--) {
    const r = columns[k] as Float64Array;
    const value = (solved[k] as number) / (r[k] as number);
    solved[k] = value;
    for (let i = 0; i < k; i++) solved[i] = (solved[i] as number) - value * (r[i] as number);
  }
  return solved;
};

export interface Solution {
  /** One a column of A; 0 for those that are aliased. */
  readonly coefficients: Float64Array;
  readonly qr: Decomposition;
}

/** The b that makes |A b − y| least. Uses up A's and y's memory. */
export const solve = (a: Matrix, y: Float64Array, aliasing: Aliasing): Solution => {
  const qr = decompose(a, aliasing);
  applyTransposed(qr, y);
  const coefficients = new Float64Array(a.columns);
  backSolve(qr, y).forEach((value, k) => {
    coefficients[qr.order[k] as number] = value;
  });
  return { coefficients, qr };
};

/**
 * (A'A)⁻¹ = R⁻¹ R⁻ᵀ in A's own order of columns, 0 for those that are aliased. Where A holds only some columns of a larger matrix of
 * `size` columns, `places` says which.
 */
export const inverseOfCross = (qr: Decomposition, size: number, places?: readonly number[]): Matrix => {
  const { rank, order } = qr;
  const placeOf = (k: number): number => places?.[order[k] as number] ?? (order[k] as number);
  // rows of R⁻¹, from the solutions of R x = e
  const rows = Array.from({ length: rank }, () => new Float64Array(rank));
  for (let k = 0; k < rank; k++) {
    const unit = new Float64Array(rank);
    unit[k] = 1;
    backSolve(qr, unit).forEach((value, i) => {
      (rows[i] as Float64Array)[k] = value;
    });
  }
  const inverse = zeros(size, size);
  rows.forEach((a, i) => {
    rows.forEach((b, j) => {
      inverse.values[placeOf(j) * size + placeOf(i)] = dot(a, b);
    });
  });
  return inverse;
};

/** A column that is a combination of others: how much of each of them. */
export interface Aliased {
  readonly column: number;
  readonly of: readonly { readonly column: number; readonly share: number }[];
}

export const aliasedIn = (qr: Decomposition): readonly Aliased[] =>
  qr.order.slice(qr.rank).map((column, i) => ({
    column,
    of: Array.from(backSolve(qr, qr.columns[qr.rank + i] as Float64Array), (share, k) => ({
      column: qr.order[k] as number,
      share,
    })),
  }));
