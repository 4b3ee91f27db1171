import { dot, type Matrix, zeros } from './matrix.ts';
import { type Aliasing, applyTransposed, type Decomposition, decompose } from './qr.ts';

/** R⁻¹ b for the first `rank` values of b. */
const backSolve = ({ rank, columns, diagonal }: Decomposition, b: Float64Array): Float64Array => {
  const solved = b.slice(0, rank);
  for (let k = rank - 1; k >= 0; k--) {
    const r = columns[k] as Float64Array;
    const value = (solved[k] as number) / (diagonal[k] as number);
    solved[k] = value;
    for (let i = 0; i < k; i++) solved[i] = (solved[i] as number) - value * (r[i] as number);
  }
  return solved;
};

/** R⁻ᵀ b for the first `rank` values of b. */
const forwardSolve = ({ rank, columns, diagonal }: Decomposition, b: Float64Array): Float64Array => {
  const solved = b.slice(0, rank);
  for (let k = 0; k < rank; k++) {
    const r = columns[k] as Float64Array;
    let left = solved[k] as number;
    for (let i = 0; i < k; i++) left -= (solved[i] as number) * (r[i] as number);
    solved[k] = left / (diagonal[k] as number);
  }
  return solved;
};

/** Values for the independent columns, put in A's own order; 0 for those that are aliased. */
const inOrder = ({ order }: Decomposition, values: Float64Array): Float64Array => {
  const placed = new Float64Array(order.length);
  values.forEach((value, k) => {
    placed[order[k] as number] = value;
  });
  return placed;
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
  return { coefficients: inOrder(qr, backSolve(qr, y)), qr };
};

/** (A'A)⁻¹ g; 0 for the columns that are aliased. */
export const solveCross = (qr: Decomposition, g: Float64Array): Float64Array => {
  const ordered = Float64Array.from(qr.order, (j) => g[j] as number);
  return inOrder(qr, backSolve(qr, forwardSolve(qr, ordered)));
};

/** (A'A)⁻¹ = R⁻¹ R⁻ᵀ in A's own order of columns; 0 for those that are aliased. */
export const inverseOfCross = (qr: Decomposition): Matrix => {
  const { rank, order } = qr;
  const size = order.length;
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
      inverse.values[(order[j] as number) * size + (order[i] as number)] = dot(a, b);
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
