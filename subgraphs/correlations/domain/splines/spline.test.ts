import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAllNear, found } from '../../testing/near.ts';
import { series, vectors } from '../../testing/vectors.ts';
import { basisOf, type Response, splineBasis } from '../lags/response.ts';
import { chooseKnots } from './knots.ts';
import { quantile, sortedFinite } from './quantile.ts';

const columns = series();
const temp = { field: 'temp', values: columns.temp as Float64Array, years: 4 };
const { bases } = vectors;

type Spline = Extract<Response, { kind: 'ns' | 'bs' }>;

const expectRows = (
  spline: Spline,
  at: readonly number[],
  wanted: readonly number[][],
  hasIntercept = false,
): void => {
  const basis = found(splineBasis(spline, temp, hasIntercept));
  at.forEach((x, i) => {
    const row = basis.at(x);
    expect(row).toHaveLength(wanted[i]?.length ?? 0);
    wanted[i]?.forEach((value, j) => {
      expect(Math.abs((row[j] as number) - value), `${x}, ${j}`).toBeLessThan(
        1e-12 * Math.max(1, Math.abs(value)),
      );
    });
  });
};

describe('splines', () => {
  it('are R’s natural ones, and straight beyond the ends', () => {
    expectRows({ kind: 'ns', df: 5 }, bases.at, bases.ns5);
    expectRows({ kind: 'ns', knots: [5, 15], boundary: [0, 25] }, bases.at, bases.nsKnots);
    expectRows({ kind: 'ns', df: 5 }, bases.at, bases.nsIntercept, true);
  });

  it('are R’s B-splines, of any degree, whose last pieces go on beyond the ends', () => {
    expectRows({ kind: 'bs', df: 7 }, bases.inside, bases.bs7);
    expectRows({ kind: 'bs', df: 7 }, bases.inside, bases.bsIntercept, true);
    expectRows({ kind: 'bs', df: 7 }, bases.at, bases.bsBeyond);
    expectRows({ kind: 'bs', df: 4, degree: 1 }, bases.inside, bases.bsLinear);
  });

  it('have their knots at R’s quantiles of what is there', () => {
    const basis = found(basisOf({ kind: 'ns', df: 5 }, temp));
    expectAllNear(basis.knots?.internal ?? [], bases.ns5knots, 1e-14);
    const pm = sortedFinite(columns.pm as Float64Array);
    expectAllNear(
      [0, 0.05, 0.1, 0.25, 0.5, 0.9, 1].map((p) => quantile(pm, p)),
      bases.quantiles,
      1e-14,
    );
  });

  it('with an intercept add up to 1 wherever they are', () => {
    const basis = found(splineBasis({ kind: 'bs', df: 9 }, temp, true));
    fc.assert(
      fc.property(fc.double({ min: -10, max: 30, noNaN: true }), (x) => {
        expect(basis.at(x).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('take a year’s degrees of freedom times the years', () => {
    expect(found(basisOf({ kind: 'ns', dfPerYear: 7 }, temp)).names).toHaveLength(28);
  });

  it('are refused where knots fall together, values do not vary or degrees of freedom are too few', () => {
    const rain = Float64Array.from({ length: 100 }, (_, i) => (i < 80 ? 0 : i));
    expect(chooseKnots({ field: 'rain', values: rain, internal: 4 })).toMatchObject({
      code: 'KNOTS_COINCIDE',
      field: 'rain',
    });
    expect(chooseKnots({ field: 'rain', values: rain, internal: [120] })).toMatchObject({
      code: 'KNOTS_COINCIDE',
    });
    expect(chooseKnots({ field: 'flat', values: rain.fill(3), internal: 2 })).toMatchObject({
      code: 'CONSTANT',
    });
    expect(chooseKnots({ field: 'none', values: [Number.NaN], internal: 2 })).toMatchObject({
      code: 'CONSTANT',
    });
    expect(basisOf({ kind: 'bs', df: 2 }, temp)).toMatchObject({ code: 'WRONG_SETTING' });
    expect(basisOf({ kind: 'ns' }, temp)).toMatchObject({ code: 'WRONG_SETTING' });
    expect(basisOf({ kind: 'ns', df: 1e9 }, temp)).toMatchObject({ code: 'WRONG_SETTING' });
  });
});
