import { describe, expect, it } from 'vitest';
import { factor, model, ns, numeric } from '../../testing/models.ts';
import { expectNear, found } from '../../testing/near.ts';
import { series } from '../../testing/vectors.ts';
import { modelReport } from './model-report.ts';
import type { ModelRequest } from './request.ts';

const daily = { start: '2015-01-01', columns: series() };
const exposed = { per: 10, isExposure: true } as const;
const report = (terms: ModelRequest['terms'], more: Partial<ModelRequest> = {}) =>
  found(modelReport({ kind: 'model', ...model('deaths', terms), ...more }, daily));

describe('what is told of a model', () => {
  it('has each error and covariance beside its own coefficient, whatever columns are called and dropped', () => {
    const terms = [ns('temp', 4), numeric('temp'), numeric('pm'), ns('temp', 6), factor('dow')];
    const least = { family: 'gaussian', neweyWest: 0, covariance: true } as const;
    const { coefficients, covariance, aliased } = report(terms, least);
    expect(aliased.length).toBeGreaterThan(0);
    expect(new Set(coefficients.map(({ name }) => name)).size).toBeLessThan(coefficients.length);
    expect(covariance).toHaveLength(coefficients.length);
    coefficients.forEach(({ se, seNeweyWest = 0, name }, i) => {
      expectNear(covariance?.[i]?.[i], se ** 2, 1e-12, name);
      // without lags they differ by unequal variances alone
      expect(seNeweyWest / se, name).toBeGreaterThan(0.4);
      expect(seNeweyWest / se, name).toBeLessThan(2.5);
    });
  });

  it('has the effects of exposures per increment, unless others are asked for', () => {
    const terms = [
      numeric('pm', exposed),
      numeric('o3', { ...exposed, response: { kind: 'threshold', above: 60 } }),
      numeric('temp', { isExposure: true, response: { kind: 'threshold', below: 8 } }),
      numeric('holiday'),
    ];
    const contrasts = (more: Partial<ModelRequest> = {}) =>
      report(terms, more).effects.map(({ column, at, reference }) => [column, at, reference]);
    expect(contrasts()).toEqual([
      ['pm', 10, 0],
      ['o3', 70, 60],
      ['temp', 7, 8],
    ]);
    expect(contrasts({ effects: [{ term: 1, at: 90, reference: 60 }] })).toEqual([
      ['o3', 90, 60],
      ['pm', 10, 0],
      ['temp', 7, 8],
    ]);
    const { coefficients, effects } = report(terms);
    effects.forEach(({ overall }, i) => {
      expectNear(overall?.estimate, coefficients[i + 1]?.estimate as number, 1e-12);
    });
  });

  it('has ratios where the outcome’s logarithm was modelled alone, and no effect over all lags where a curve was asked for alone', () => {
    const terms = [numeric('pm', exposed)];
    expect(report(terms).effects[0]?.overall?.ratio?.rr).toBeGreaterThan(0.9);
    expect(report(terms, { family: 'gaussian' }).effects[0]?.overall?.ratio).toBeNull();
    const [curve] = report(terms, { effects: [{ term: 0, reference: 0, curve: [0, 10] }] }).effects;
    expect(curve).toMatchObject({
      overall: null,
      byLag: [],
      curve: [{ value: 0, estimate: 0 }, { value: 10 }],
    });
  });

  it('says from when to when it has days', () => {
    expect(report([numeric('pm', { lags: 3 })])).toMatchObject({
      firstDay: '2015-01-04',
      lastDay: '2018-12-31',
    });
  });
});
