/** Columns one after another: element (i, j) is `values[j * rows + i]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export const zeros = (rows: number, columns: number): Matrix => ({
  rows,
  columns,
  values: new Float64Array(rows * columns),
});

/** A view of column j, not a copy. */
export const column = ({ rows, values }: Matrix, j: number): Float64Array =>
  values.subarray(j * rows, (j + 1) * rows);

/** The columns, as views. */
export const columnsOf = (matrix: Matrix): Float64Array[] =>
  Array.from({ length: matrix.columns }, (_, j) => column(matrix, j));

/** Columns of one length, `rows`, beside one another. */
export const beside = (columns: readonly Float64Array[], rows: number): Matrix => {
  const matrix = zeros(rows, columns.length);
  columns.forEach((values, j) => {
    matrix.values.set(values, j * rows);
  });
  return matrix;
};

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

/** a + t b, into a. */
export const addTimes = (a: Float64Array, t: number, b: Float64Array): void => {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] as number) + t * (b[i] as number);
};

/** X b, one value a row. */
export const times = (x: Matrix, b: Float64Array): Float64Array => {
  const product = new Float64Array(x.rows);
  columnsOf(x).forEach((values, j) => {
    addTimes(product, b[j] as number, values);
  });
  return product;
};

/** c' V c, of a symmetric V. */
export const quadratic = (v: Matrix, c: Float64Array): number => dot(c, times(v, c));

/** The values at some places. */
export const pick = (values: Float64Array, places: Int32Array): Float64Array => {
  const picked = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) picked[i] = values[places[i] as number] as number;
  return picked;
};
