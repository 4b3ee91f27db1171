import { describe, expect, it } from 'vitest';
import { bs, factor, model, ns, numeric } from '../../testing/models.ts';
import { expectAllNear, expectNear, found } from '../../testing/near.ts';
import { series, vectors } from '../../testing/vectors.ts';
import type { Estimate } from '../glm/statistics.ts';
import { robustErrors } from '../residual-checks.ts';
import { cumulativeEffects, effectOf, exposureResponse, lagEffects } from './effects.ts';
import { fit, type ModelFit } from './fit.ts';
import type { ModelSpec, NumericTerm } from './spec.ts';

const columns = series();
const share = 1e-8;

const pm = (more: Partial<NumericTerm> = {}): NumericTerm =>
  numeric('pm', { per: 10, isExposure: true, ...more });
const adjusted = [ns('time', 28), ns('temp', 6), factor('dow')];
const knotted = { kind: 'bs', knots: [8, 16], degree: 2 } as const;
const overLags = { kind: 'ns', knots: [1, 4, 8] } as const;
const above18 = { kind: 'threshold', above: 18 } as const;

/** The models of vectors/make-vectors.R, by its names. */
const specs: Readonly<Record<string, ModelSpec>> = {
  quasipoisson: model('deaths', [pm(), ...adjusted, numeric('holiday')]),
  poisson: model(
    'deaths',
    [numeric('o3', { per: 10 }), bs('time', 20), numeric('temp', { response: knotted })],
    {
      family: 'poisson',
    },
  ),
  lag3: model('deaths', [pm({ lags: 3 }), ns('time', 28), factor('temp', { quantiles: 10 }), factor('dow')]),
  laggedDeciles: model('deaths', [
    pm({ lags: 2 }),
    factor('temp', { quantiles: 10, lag: 2 }),
    ns('time', 28),
  ]),
  meanOfLags: model('deaths', [
    pm({ lags: { to: 1, shape: { kind: 'mean' } } }),
    ns('time', 28),
    ns('temp', 4),
  ]),
  twoPollutants: model('deaths', [pm(), numeric('o3', { per: 10, lags: 1, isExposure: true }), ...adjusted]),
  thresholds: model('deaths', [
    numeric('o3', { per: 10, response: { kind: 'threshold', above: 60 } }),
    numeric('temp', { response: { kind: 'threshold', below: 8, above: 18 } }),
    ns('time', 28),
  ]),
  waves: model('deaths', [
    pm(),
    numeric('time', { response: { kind: 'fourier', period: 365.25, harmonics: 2 } }),
    numeric('time'),
    numeric('temp', { response: { kind: 'polynomial', degree: 3 } }),
    factor(['year', 'month']),
  ]),
  steps: model('deaths', [numeric('pm', { response: { kind: 'steps', cuts: [15, 30] } }), ns('time', 28)]),
  aliased: model('deaths', [pm(), ns('time', 84), numeric('temp'), numeric('fahrenheit'), factor('dow')]),
  summerAcross: model('deaths', [numeric('o3', { per: 10, lags: 1 }), ns('time', 12), ns('temp', 3)], {
    subset: { column: 'month', in: [6, 7, 8], lags: 'across' },
  }),
  summerWithin: model(
    'deaths',
    [numeric('o3', { per: 10, lags: 1 }), ns('doy', 4), ns('time', 3), ns('temp', 3)],
    { subset: { column: 'month', in: [6, 7, 8] }, lagsWithin: 'year' },
  ),
  warmThresholds: model(
    'deaths',
    [
      numeric('o3', {
        per: 10,
        response: { kind: 'threshold', above: 60 },
        lags: { to: 5 },
        isExposure: true,
      }),
      numeric('temp', {
        response: { kind: 'threshold', below: 16, above: 24 },
        lags: { to: 10, shape: { kind: 'strata', starts: [0, 2, 6] } },
      }),
      ns('doy', 4),
      ns('time', 3),
      factor('dow'),
    ],
    { subset: { column: 'month', in: [6, 7, 8, 9] }, lagsWithin: 'year' },
  ),
  unconstrained: model('deaths', [pm({ lags: { to: 7 } }), ...adjusted]),
  polynomial: model('deaths', [
    pm({ lags: { to: 10, shape: { kind: 'polynomial', degree: 3 } } }),
    ...adjusted,
  ]),
  strata: model('deaths', [
    pm({ lags: { to: 10, shape: { kind: 'strata', starts: [0, 1, 4] } } }),
    ...adjusted,
  ]),
  splineOfLags: model('deaths', [pm({ lags: { to: 10, shape: { kind: 'ns', df: 4 } } }), ...adjusted]),
  crossBasis: model('deaths', [
    numeric('temp', { response: { kind: 'ns', df: 4 }, lags: { to: 14, shape: overLags } }),
    ns('time', 28),
    factor('dow'),
  ]),
  thresholdCross: model('deaths', [
    numeric('temp', { response: above18, lags: { to: 6, shape: { kind: 'polynomial', degree: 2 } } }),
    ns('time', 28),
  ]),
  caseCrossover: model('deaths', [pm(), numeric('temp', { response: { kind: 'polynomial', degree: 2 } })], {
    strata: ['year', 'month', 'dow'],
  }),
  rareCaseCrossover: model('asthma', [pm(), numeric('temp')], { strata: ['year', 'month', 'dow'] }),
};

const expectModel = (fitted: ModelFit, wanted: (typeof vectors)['models'][string]): void => {
  expect(fitted).toMatchObject({
    n: wanted.n,
    nCoefficients: wanted.nCoefficients,
    dfResidual: wanted.dfResidual,
  });
  expect(fitted.aliased).toHaveLength(wanted.aliased.length);
  for (const name of ['deviance', 'nullDeviance', 'dispersion'] as const)
    expectNear(fitted[name], wanted[name], share, name);
  for (const name of ['estimate', 'se', 'sePoisson'] as const)
    expectAllNear(
      fitted.coefficients.map((coefficient) => coefficient[name]),
      wanted[name],
      share,
      name,
    );
};

describe('models of a synthetic series', () => {
  it.each(Object.keys(vectors.models))('are those of R, every coefficient: %s', (name) => {
    expectModel(found(fit(specs[name] as ModelSpec, columns)), vectors.models[name]);
  });

  const curve = found(fit(specs.crossBasis as ModelSpec, columns));
  const expectEffects = (effects: readonly Estimate[], wanted: readonly Estimate[]): void => {
    for (const value of ['estimate', 'se'] as const)
      expectAllNear(
        effects.map((effect) => effect[value]),
        wanted.map((effect) => effect[value]),
        share,
        value,
      );
  };

  it.each(['unconstrained', 'polynomial', 'strata', 'splineOfLags'])(
    'have the effects of R at and up to each lag: %s',
    (name) => {
      const fitted = found(fit(specs[name] as ModelSpec, columns));
      const contrast = { at: 10, reference: 0 };
      expectEffects(lagEffects(fitted, 0, contrast), vectors.models[name].lagEffects);
      expectEffects(cumulativeEffects(fitted, 0, contrast), vectors.models[name].cumulative);
    },
  );

  it('have the exposure–response and lag–response curves of R, beyond the ends of what was observed too', () => {
    const wanted = vectors.models.crossBasis;
    const contrast = { at: 28, reference: 17 };
    expectEffects(exposureResponse(curve, 0, { values: wanted.curveAt, reference: 17 }), wanted.curve);
    expectEffects(lagEffects(curve, 0, contrast), wanted.lagEffects);
    expectEffects(cumulativeEffects(curve, 0, contrast), wanted.cumulative);
  });

  it('say where the knots are, of values and of lags', () => {
    expect(curve.knots[0]?.lags).toEqual({ internal: [1, 4, 8], boundary: [0, 14] });
    expect(curve.knots[0]?.values?.internal).toHaveLength(3);
    expect(Object.keys(curve.knots)).toEqual(['0', '1']);
  });

  it('drop the columns that R drops, and say which', () => {
    const fitted = found(fit(specs.aliased as ModelSpec, columns));
    const fahrenheit = fitted.aliased.find(({ name }) => name === 'fahrenheit');
    expect(fahrenheit?.of.map(({ name }) => name)).toEqual(['intercept', 'temp']);
    expect(fahrenheit?.of[1]?.share).toBeCloseTo(1.8, 10);
    expect(fitted.aliased.some(({ name }) => name.startsWith('time ns'))).toBe(true);
  });

  it('say in words what was fitted', () => {
    expect(found(fit(specs.twoPollutants as ModelSpec, columns)).formula).toBe(
      'deaths ~ pm/10 + lag(o3/10, 1) + ns(time, df = 28) + ns(temp, df = 6) + factor(dow); quasipoisson, log link',
    );
  });

  it('know no effect of a column that was dropped', () => {
    const fitted = found(fit(specs.aliased as ModelSpec, columns));
    expect(effectOf(fitted, 3, { at: 60, reference: 50 }).estimate).toBeNaN();
    expect(effectOf(fitted, 2, { at: 20, reference: 10 }).se).toBeGreaterThan(0);
    expect(() => effectOf(fitted, 4, { at: 1, reference: 0 })).toThrow(RangeError);
  });

  it('by least squares have the errors of Newey and West as R has them', () => {
    const wanted = vectors.leastSquares;
    const spec = model('deaths', [numeric('o3', { per: 10 }), ns('time', 28), ns('temp', 4), factor('dow')], {
      family: 'gaussian',
      isLog: true,
    });
    const fitted = found(fit(spec, columns));
    expect(fitted).toMatchObject({ n: wanted.n, dfResidual: wanted.dfResidual });
    expectAllNear(
      fitted.coefficients.map(({ estimate }) => estimate),
      wanted.estimate,
      share,
    );
    expectAllNear(
      fitted.coefficients.map(({ se }) => se),
      wanted.se,
      share,
    );
    expectAllNear(found(robustErrors(fitted, 7)), wanted.neweyWest7, share);
    expectNear(1 - fitted.deviance / fitted.nullDeviance, wanted.rSquared, share);
  });

  it('are the same whether strata have dummies or none', () => {
    const spec = specs.caseCrossover as ModelSpec;
    const { strata, ...without } = spec;
    const conditional = found(fit(spec, columns));
    const dummies = found(fit({ ...without, terms: [...spec.terms, factor(strata as string[])] }, columns));
    expect(dummies).toMatchObject({ n: conditional.n, nCoefficients: conditional.nCoefficients });
    expectNear(dummies.deviance, conditional.deviance, share);
    conditional.coefficients.forEach(({ name, estimate, se }) => {
      const same = dummies.coefficients.find((coefficient) => coefficient.name === name);
      expectNear(same?.estimate, estimate, share, name);
      expectNear(same?.se, se, share, name);
    });
  });
});
