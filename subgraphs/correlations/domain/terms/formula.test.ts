import { describe, expect, it } from 'vitest';
import { factor, model, ns, numeric } from '../../testing/models.ts';
import { formulaOf } from './formula.ts';

describe('a formula', () => {
  it('says every term in one line', () => {
    const spec = model(
      'deaths',
      [
        numeric('pm', { per: 10, lags: { to: 15, shape: { kind: 'polynomial', degree: 4 } } }),
        numeric('o3', { per: 10, response: { kind: 'threshold', above: 60 }, lags: { to: 5 } }),
        numeric('temp', {
          response: { kind: 'bs', knots: [8, 16] },
          lags: { from: 1, to: 10, shape: { kind: 'strata', starts: [1, 4] } },
        }),
        numeric('rhum', { response: { kind: 'polynomial', degree: 2 }, lags: 2 }),
        numeric('dptp', { lags: { to: 3, shape: { kind: 'mean' } } }),
        numeric('time', { response: { kind: 'fourier', period: 365.25, harmonics: 2 } }),
        factor(['year', 'month']),
        factor('temp', { quantiles: 10, lag: 1 }),
      ],
      { subset: { column: 'month', in: [6, 7] }, lagsWithin: 'year' },
    );
    expect(formulaOf(spec)).toBe(
      [
        'deaths ~ [pm/10; lags 0-15 polynomial of degree 4]',
        ' + [max(o3 - 60, 0)/10; lags 0-5 unconstrained]',
        ' + [bs(temp, knots at 8, 16); lags 1-10 strata from 1, 4]',
        ' + lag(poly(rhum, degree = 2), 2) + [dptp; lags 0-3 mean]',
        ' + fourier(time, period = 365.25, harmonics = 2) + factor(year:month)',
        ' + factor(10 quantile groups of temp, lag 1); quasipoisson, log link',
        '; where month is 6, 7; lags within year',
      ].join(''),
    );
  });

  it('says strata, a logarithm and nothing at all', () => {
    expect(formulaOf(model('deaths', [ns('temp', 3)], { strata: ['year', 'dow'] }))).toBe(
      'deaths ~ ns(temp, df = 3) | strata(year:dow); quasipoisson, log link',
    );
    expect(formulaOf(model('deaths', [], { family: 'gaussian', isLog: true }))).toBe(
      'log(deaths) ~ 1; gaussian, identity link',
    );
  });
});
