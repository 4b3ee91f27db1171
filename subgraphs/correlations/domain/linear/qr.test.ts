import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasedIn, inverseOfCross, solve } from './least-squares.ts';
import { beside, columnsOf, dot, type Matrix, times } from './matrix.ts';
import { decompose } from './qr.ts';

const matrix = (...columns: readonly (readonly number[])[]): Matrix =>
  beside(
    columns.map((values) => Float64Array.from(values)),
    columns[0]?.length ?? 0,
  );
const copy = (a: Matrix): Matrix => ({ ...a, values: a.values.slice() });
const tolerance = 1e-9;

/** Rows × columns of numbers from −10 to 10, more rows than columns. */
const matrices = fc.integer({ min: 1, max: 9 }).chain((columns) =>
  fc.integer({ min: columns, max: 20 }).chain((rows) =>
    fc
      .array(fc.double({ min: -10, max: 10, noNaN: true }), {
        minLength: rows * columns,
        maxLength: rows * columns,
      })
      .map((values): Matrix => ({ rows, columns, values: Float64Array.from(values) })),
  ),
);

describe('a decomposition', () => {
  it('makes A’A of R’R, whatever A is', () => {
    fc.assert(
      fc.property(matrices, (a) => {
        const { order, columns, diagonal, rank } = decompose(copy(a), { tolerance: 0 });
        const r = (i: number, k: number): number =>
          i < k ? ((columns[k] as Float64Array)[i] as number) : i === k ? (diagonal[k] as number) : 0;
        const original = columnsOf(a);
        for (let j = 0; j < rank; j++)
          for (let k = 0; k < rank; k++) {
            const sum = Array.from({ length: rank }, (_, i) => r(i, j) * r(i, k)).reduce(
              (all, one) => all + one,
              0,
            );
            const wanted = dot(
              original[order[j] as number] as Float64Array,
              original[order[k] as number] as Float64Array,
            );
            expect(Math.abs(sum - wanted)).toBeLessThan(1e-8);
          }
      }),
    );
  });

  it('puts the later of columns that say the same at the end, and tells what it is made of', () => {
    const a = matrix([1, 1, 1, 1, 1], [1, 2, 3, 4, 7], [3, 5, 7, 9, 15], [2, 0, 1, 5, 4]);
    const qr = decompose(a, { tolerance });
    expect(qr).toMatchObject({ rank: 3, order: [0, 1, 3, 2] });
    const [aliased] = aliasedIn(qr);
    expect(aliased?.column).toBe(2);
    const shares = aliased?.of.map(({ column, share }) => [column, Math.round(share * 1e9) / 1e9]);
    expect(shares).toEqual([
      [0, 1],
      [1, 2],
      [3, 0],
    ]);
  });

  it('finds nothing in a column of zeros, and no more columns than rows', () => {
    expect(decompose(matrix([0, 0, 0], [1, 2, 3]), { tolerance })).toMatchObject({ rank: 1, order: [1, 0] });
    expect(decompose(matrix([1, 2], [3, 4], [5, 7]), { tolerance })).toMatchObject({ rank: 2 });
  });
});

describe('least squares', () => {
  it('leave residuals that no column explains', () => {
    fc.assert(
      fc.property(matrices, fc.infiniteStream(fc.double({ min: -10, max: 10, noNaN: true })), (a, stream) => {
        const y = Float64Array.from(stream.take(a.rows));
        const { coefficients } = solve(copy(a), y.slice(), { tolerance: 1e-6 });
        const fitted = times(a, coefficients);
        const left = y.map((value, i) => value - (fitted[i] as number));
        for (const values of columnsOf(a)) expect(Math.abs(dot(values, left))).toBeLessThan(1e-2);
      }),
    );
  });

  it('know the inverse of A’A in A’s own order, without what is aliased', () => {
    const a = matrix([1, 1, 1, 1], [1, 1, 1, 1], [1, 2, 3, 4]);
    const { values } = inverseOfCross(decompose(a, { tolerance }));
    // of a line through 4 points: (30, −10; −10, 4) / 20
    const wanted = [1.5, 0, -0.5, 0, 0, 0, -0.5, 0, 0.2];
    wanted.forEach((value, i) => {
      expect(values[i]).toBeCloseTo(value, 12);
    });
  });
});
