import { addTimes, columnsOf, dot, type Matrix, norm } from './matrix.ts';

/**
 * A = Q R, by Householder reflections. Of the columns in `order` the first `rank` are independent; the others are, to the
 * tolerance, combinations of those, and are said to be aliased.
 */
export interface Decomposition {
  readonly rank: number;
  /** Which column of A stands at each place. */
  readonly order: readonly number[];
  /** In that order: R's column down to its diagonal, beneath it the reflection's vector. */
  readonly columns: readonly Float64Array[];
  /** What the reflection's vector has on the diagonal, where R's own element lies. */
  readonly heads: Float64Array;
}

export interface Aliasing {
  /** The share of its reference length under which what is left of a column counts as nothing. */
  readonly tolerance: number;
  /** A length for each column; where none are given, that of the column itself. */
  readonly lengths?: Float64Array;
}

/** a − v (v'a) / v₀: the reflection by v, scaled so that v'v = 2 v₀. */
const reflect = (v: Float64Array, head: number, a: Float64Array): void => {
  addTimes(a, -dot(v, a) / head, v);
};

/** The same for four columns at once: v is read once for all of them, which halves the time of a fit. */
const reflectFour = (
  v: Float64Array,
  head: number,
  [a, b, c, d]: readonly [Float64Array, Float64Array, Float64Array, Float64Array],
): void => {
  const count = v.length;
  let [sa, sb, sc, sd] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const vi = v[i] as number;
    sa += vi * (a[i] as number);
    sb += vi * (b[i] as number);
    sc += vi * (c[i] as number);
    sd += vi * (d[i] as number);
  }
  sa /= head;
  sb /= head;
  sc /= head;
  sd /= head;
  for (let i = 0; i < count; i++) {
    const vi = v[i] as number;
    a[i] = (a[i] as number) - sa * vi;
    b[i] = (b[i] as number) - sb * vi;
    c[i] = (c[i] as number) - sc * vi;
    d[i] = (d[i] as number) - sd * vi;
  }
};

const reflectAll = (v: Float64Array, head: number, columns: readonly Float64Array[]): void => {
  let j = 0;
  for (; j + 3 < columns.length; j += 4)
    reflectFour(v, head, columns.slice(j, j + 4) as [Float64Array, Float64Array, Float64Array, Float64Array]);
  for (; j < columns.length; j++) reflect(v, head, columns[j] as Float64Array);
};

/** Turns a column into the vector that reflects it onto its first axis; gives R's diagonal element. */
const toReflection = (v: Float64Array): number => {
  const length = (v[0] as number) < 0 ? -norm(v) : norm(v);
  for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) / length;
  v[0] = (v[0] as number) + 1;
  return -length;
};

/** Below this share of its square, a length brought up to date by subtraction is measured afresh. */
const cancelled = 1e-6;

/**
 * Decomposes A in its own memory. Columns keep their places, but one of which nearly nothing is left beside the columns before it
 * goes to the end: so an aliased column is the later of two, as the limited pivoting of R's `qr` and `glm` has it (LINPACK's dqrdc
 * with that strategy; Golub & Van Loan, Matrix Computations, 5.2 and 5.4).
 */
export const decompose = (a: Matrix, { tolerance, lengths }: Aliasing): Decomposition => {
  const columns = columnsOf(a);
  const left = columns.map(norm);
  const reference = left.map((length, j) => lengths?.[j] ?? length);
  const order = columns.map((_, j) => j);
  const heads = new Float64Array(a.columns);
  const toEnd = (at: number): void => {
    for (const list of [columns, left, reference, order] as unknown[][]) list.push(...list.splice(at, 1));
  };
  let rank = a.columns;
  for (let k = 0; k < Math.min(rank, a.rows); k++) {
    while (k < rank && !((left[k] as number) > (reference[k] as number) * tolerance)) {
      toEnd(k);
      rank--;
    }
    if (k >= rank) break;
    const v = (columns[k] as Float64Array).subarray(k);
    const diagonal = toReflection(v);
    const later = columns.slice(k + 1).map((values) => values.subarray(k));
    reflectAll(v, v[0] as number, later);
    later.forEach((values, offset) => {
      const j = k + 1 + offset;
      const length = left[j] as number;
      if (length === 0) return;
      const share = 1 - ((values[0] as number) / length) ** 2;
      left[j] = share < cancelled ? norm(values.subarray(1)) : length * Math.sqrt(share);
    });
    heads[k] = v[0] as number;
    v[0] = diagonal;
  }
  return { rank: Math.min(rank, a.rows), order, columns, heads };
};

/** Q' b, in b's own memory. */
export const applyTransposed = ({ rank, columns, heads }: Decomposition, b: Float64Array): void => {
  for (let k = 0; k < rank; k++) {
    const v = (columns[k] as Float64Array).subarray(k);
    const diagonal = v[0] as number;
    v[0] = heads[k] as number;
    reflect(v, heads[k] as number, b.subarray(k));
    v[0] = diagonal;
  }
};
