import { columnsOf, type Matrix } from './matrix.ts';

/**
 * A = Q R, by Householder reflections. Of the columns in `order` the first `rank` are independent; the others are, to the
 * tolerance, combinations of those before them in A, and are said to be aliased.
 */
export interface Decomposition {
  readonly rank: number;
  /** Which column of A stands at each place. */
  readonly order: readonly number[];
  /** In that order: R's column above the diagonal, from there on the reflection's vector. */
  readonly columns: readonly Float64Array[];
  /** R's diagonal. */
  readonly diagonal: readonly number[];
}

export interface Aliasing {
  /** The share of its reference length under which what is left of a column counts as nothing. */
  readonly tolerance: number;
  /** A length for each column; where none are given, that of the column itself. */
  readonly lengths?: Float64Array;
}

const lengthFrom = (from: number, values: Float64Array): number => {
  let sum = 0;
  for (let i = from; i < values.length; i++) sum += (values[i] as number) ** 2;
  return Math.sqrt(sum);
};

/** a − v (v'a) / vₖ from place k on: the reflection by v, which is scaled so that v'v = 2 vₖ. */
const reflect = (k: number, v: Float64Array, a: Float64Array): void => {
  let sum = 0;
  for (let i = k; i < v.length; i++) sum += (v[i] as number) * (a[i] as number);
  const t = sum / (v[k] as number);
  for (let i = k; i < v.length; i++) a[i] = (a[i] as number) - t * (v[i] as number);
};

type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** The same for four columns at once, which takes half the time: v is read once, and they stay near. */
const reflectFour = (k: number, v: Float64Array, [a, b, c, d]: Four): void => {
  let [sa, sb, sc, sd] = [0, 0, 0, 0];
  for (let i = k; i < v.length; i++) {
    const vi = v[i] as number;
    sa += vi * (a[i] as number);
    sb += vi * (b[i] as number);
    sc += vi * (c[i] as number);
    sd += vi * (d[i] as number);
  }
  const head = v[k] as number;
  sa /= head;
  sb /= head;
  sc /= head;
  sd /= head;
  for (let i = k; i < v.length; i++) {
    const vi = v[i] as number;
    a[i] = (a[i] as number) - sa * vi;
    b[i] = (b[i] as number) - sb * vi;
    c[i] = (c[i] as number) - sc * vi;
    d[i] = (d[i] as number) - sd * vi;
  }
};

/** Turns a column from place k on into the vector that reflects it onto axis k; gives R's diagonal element. */
const toReflection = (k: number, v: Float64Array, left: number): number => {
  const length = (v[k] as number) < 0 ? -left : left;
  for (let i = k; i < v.length; i++) v[i] = (v[i] as number) / length;
  v[k] = (v[k] as number) + 1;
  return -length;
};

const width = 4;

/** What is shorter counts as nothing: its square has lost its digits. */
const shortest = 1e-140;

/**
 * Decomposes A in its own memory, column after column. One of which nearly nothing is left beside the columns before it goes to the
 * end: so it is the later of two that is aliased, as R's `qr`, `lm` and `glm` have it (their limited pivoting; Golub & Van Loan,
 * Matrix Computations, 5.2 and 5.4). Columns meet the reflections before them four at a time.
 */
export const decompose = (a: Matrix, { tolerance, lengths }: Aliasing): Decomposition => {
  const all = columnsOf(a);
  const reference = lengths ?? all.map((values) => lengthFrom(0, values));
  const independent: number[] = [];
  const aliased: number[] = [];
  const diagonal: number[] = [];
  const vector = (k: number): Float64Array => all[independent[k] as number] as Float64Array;
  for (let first = 0; first < a.columns; first += width) {
    const block = all.slice(first, first + width);
    const before = independent.length;
    for (let k = 0; k < before; k++)
      if (block.length === width) reflectFour(k, vector(k), block as unknown as Four);
      else for (const values of block) reflect(k, vector(k), values);
    block.forEach((values, i) => {
      for (let k = before; k < independent.length; k++) reflect(k, vector(k), values);
      const k = independent.length;
      const left = lengthFrom(k, values);
      if (left > Math.max(tolerance * (reference[first + i] as number), shortest)) {
        diagonal.push(toReflection(k, values, left));
        independent.push(first + i);
      } else aliased.push(first + i);
    });
  }
  const order = [...independent, ...aliased];
  return { rank: independent.length, order, columns: order.map((j) => all[j] as Float64Array), diagonal };
};

/** Q' b, in b's own memory. */
export const applyTransposed = ({ rank, columns }: Decomposition, b: Float64Array): void => {
  for (let k = 0; k < rank; k++) reflect(k, columns[k] as Float64Array, b);
};
