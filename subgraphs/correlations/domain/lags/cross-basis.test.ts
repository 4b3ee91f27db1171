import { describe, expect, it } from 'vitest';
import { found } from '../../testing/near.ts';
import { contrastOf, crossColumns, namesOf } from './cross-basis.ts';
import { lagBasisOf, singleLag } from './lag-window.ts';
import { lagged, stretches } from './lagged.ts';
import { basisOf, type Response } from './response.ts';

const { NaN: gap } = Number;
const values = Float64Array.of(1, 2, gap, 4, 5, 6);
const days = [0, 1, 2, 3, 4, 5];
const whole = stretches(days, null);
const linear = (response: Response = { kind: 'linear' }) =>
  found(basisOf(response, { field: 'x', values, years: 1 }));

describe('lags', () => {
  it('are gaps where nothing came before', () => {
    expect([...lagged(values, 2, whole)]).toEqual([gap, gap, 1, 2, gap, 4]);
    expect([...lagged(values, 9, whole)]).toEqual(Array(6).fill(gap));
  });

  it('do not reach across days that are left out, nor from one group into another', () => {
    expect([...stretches([0, 1, 5, 6, 7, 9], null)]).toEqual([0, 0, 2, 2, 2, 5]);
    const years = stretches(days, ['2001', '2001', '2001', '2002', '2002', '2002']);
    expect([...lagged(values, 1, years)]).toEqual([gap, 1, 2, gap, 4, 5]);
  });

  it('need every day of their window', () => {
    const mean = found(lagBasisOf({ to: 1, shape: { kind: 'mean' } }));
    const [column] = crossColumns({ response: linear(), lags: mean, per: 2 }, values, whole);
    expect([...(column as Float64Array)]).toEqual([gap, 0.75, gap, gap, 2.25, 2.75]);
  });

  it('in strata and in polynomials are sums with weights', () => {
    const strata = found(lagBasisOf({ to: 3, shape: { kind: 'strata', starts: [0, 1] } }));
    expect(strata.columns.map(({ name, weights }) => [name, ...weights])).toEqual([
      ['lag 0', 1, 0, 0, 0],
      ['lags 1–3', 0, 1, 1, 1],
    ]);
    const polynomial = found(lagBasisOf({ from: 1, to: 4, shape: { kind: 'polynomial', degree: 2 } }));
    expect(polynomial.columns.map(({ weights }) => [...weights])).toEqual([
      [1, 1, 1, 1],
      [0.25, 0.5, 0.75, 1],
      [0.0625, 0.25, 0.5625, 1],
    ]);
  });
});

describe('a cross-basis', () => {
  it('has a column for each part of the response at each part of the lags, by name', () => {
    const response = linear({ kind: 'threshold', below: 2, above: 4 });
    const cross = { response, lags: found(lagBasisOf({ to: 1 })), per: 1 };
    expect(namesOf(cross, 'temp')).toEqual([
      'temp below 2 lag 0',
      'temp below 2 lag 1',
      'temp above 4 lag 0',
      'temp above 4 lag 1',
    ]);
    expect(crossColumns(cross, values, whole).map((column) => column[5])).toEqual([0, 0, 2, 1]);
  });

  it('is compared with a reference, over all lags or some', () => {
    const response = linear({ kind: 'threshold', above: 10 });
    const cross = { response, lags: found(lagBasisOf({ to: 2 })), per: 5 };
    expect([...contrastOf(cross, { at: 20, reference: 5 })]).toEqual([2, 2, 2]);
    expect([...contrastOf(cross, { at: 20, reference: 15, lags: [1, 2] })]).toEqual([0, 1, 1]);
    expect([...contrastOf({ ...cross, lags: singleLag(3) }, { at: 15, reference: 0 })]).toEqual([1]);
  });
});
