import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beside, columnsOf, dot } from '../linear/matrix.ts';
import { fitPoisson } from './poisson.ts';
import { strataOf, sumsWithin } from './strata.ts';

const ones = (rows: number): Float64Array => new Float64Array(rows).fill(1);

/** Rows of a count and two covariates. */
const rows = fc.array(fc.tuple(fc.nat(30), fc.double({ min: -2, max: 2, noNaN: true }), fc.nat(5)), {
  minLength: 12,
  maxLength: 60,
});

describe('Poisson regression', () => {
  it('of an intercept alone is the mean, with its standard error', () => {
    const y = Float64Array.of(3, 0, 4, 5);
    const fit = fitPoisson({ x: beside([ones(4)], 4), y, strata: null });
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(3), 14);
    expect(fit.covariance.values[0]).toBeCloseTo(1 / 12, 12);
  });

  it('ends where the score is 0, whatever the counts', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const y = Float64Array.from(drawn, ([count]) => count);
        const x = beside(
          [ones(y.length), ...[1, 2].map((j) => Float64Array.from(drawn, (row) => row[j] as number))],
          y.length,
        );
        const fit = fitPoisson({ x, y, strata: null });
        if (fit.kind !== 'fitted') return;
        const left = y.map((count, i) => count - (fit.fitted[i] as number));
        for (const values of columnsOf(x)) expect(Math.abs(dot(values, left))).toBeLessThan(1e-7);
      }),
    );
  });

  it('within strata fits as many events to each as there were', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const y = Float64Array.from(drawn, ([count]) => count + 1);
        const strata = strataOf([drawn.map(([, , group]) => String(group))], y.length);
        const x = beside([Float64Array.from(drawn, (row) => row[1])], y.length);
        const fit = fitPoisson({ x, y, strata });
        if (fit.kind !== 'fitted') return;
        const observed = sumsWithin(y, strata);
        sumsWithin(fit.fitted, strata).forEach((sum, s) => {
          expect(sum).toBeCloseTo(observed[s] as number, 7);
        });
      }),
    );
  });

  it('says which column runs away where a group has no events', () => {
    const y = Float64Array.from({ length: 40 }, (_, i) => (i < 10 ? 0 : i % 7));
    const group = y.map((_, i) => (i < 10 ? 1 : 0));
    expect(fitPoisson({ x: beside([ones(40), group], 40), y, strata: null })).toEqual({
      kind: 'separated',
      column: 1,
    });
  });
});
