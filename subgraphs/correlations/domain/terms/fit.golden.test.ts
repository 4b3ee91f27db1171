import { describe, expect, it } from 'vitest';
import { golden, health, isThere, told } from '../../testing/golden.ts';
import { bs, factor, model, ns, numeric } from '../../testing/models.ts';
import { expectAllNear, expectNear, found } from '../../testing/near.ts';
import { durbinWatson, type Estimate, rateRatioOf } from '../glm/statistics.ts';
import { residualsOf, robustErrors } from '../residual-checks.ts';
import { quantile, sortedFinite } from '../splines/quantile.ts';
import { cumulativeEffects, effectOf, lagEffects } from './effects.ts';
import { type Coefficient, fit, type ModelFit } from './fit.ts';
import { quantileGroups } from './labels.ts';
import type { ModelSpec, NumericTerm, Term } from './spec.ts';

const share = 1e-6;
/** As it was read: tests fail where it is not what they take it for. */
type Reference = ReturnType<typeof golden>;

/** Every number that a reference has about a fit as a whole. */
const expectFit = (fitted: ModelFit, wanted: Reference): void => {
  expect(fitted).toMatchObject({
    n: wanted.n_used,
    nCoefficients: wanted.n_coef,
    dfResidual: wanted.df_residual,
  });
  expect(fitted.aliased).toHaveLength(wanted.aliased_columns_dropped);
  expectNear(fitted.deviance, wanted.deviance, share, 'deviance');
  expectNear(fitted.nullDeviance, wanted.null_deviance, share, 'null deviance');
  expectNear(fitted.dispersion, wanted.pearson_dispersion, share, 'dispersion');
};

/** Every number that a reference has about an estimate. */
const expectEstimate = (estimate: Estimate & Partial<Coefficient>, wanted: Reference): void => {
  const ratio = rateRatioOf(estimate);
  const all: Record<string, number | undefined> = {
    beta: estimate.estimate,
    se: estimate.se,
    se_quasi: estimate.se,
    se_poisson: estimate.sePoisson,
    z: estimate.z,
    RR: ratio.rr,
    RR_low: ratio.low,
    RR_high: ratio.high,
    ERR_pct: ratio.percent,
    p_t: estimate.pT,
    p_normal: estimate.pNormal,
  };
  const named = Object.keys(all).filter((name) => name in wanted);
  expect(named.length).toBeGreaterThanOrEqual(5);
  for (const name of named) expectNear(all[name], wanted[name], share, name);
};

const first = ({ coefficients, terms }: ModelFit): Coefficient =>
  coefficients[terms[0]?.from ?? 0] as Coefficient;

describe.skipIf(!isThere)(told('models of London 2002–2006'), () => {
  const columns = isThere ? health('london_2002_2006') : {};
  const { london } = isThere ? golden('health_regression_golden') : { london: {} };
  const ozone = (more: Partial<NumericTerm> = {}) => numeric('ozone', { per: 10, isExposure: true, ...more });
  const deciles = (lag = 0) => factor('temperature', { quantiles: 10, lag });
  const season = bs('time', 35);
  const fitted = (terms: readonly Term[], more: Partial<ModelSpec> = {}) =>
    found(fit(model('numdeaths', terms, more), columns));

  it.each([
    ['M1_month_by_year', [factor(['year', 'month'])]],
    [
      'M2_fourier4_trend',
      [numeric('time', { response: { kind: 'fourier', period: 365.25, harmonics: 4 } }), numeric('time')],
    ],
    ['M3_spline', [season]],
  ] as const)('describe the seasons as R does: %s', (name, terms) => {
    const found = fitted(terms);
    expectFit(found, london[name]);
    const trend = found.coefficients.at(-1)?.estimate;
    if ('coef_time' in london[name]) expectNear(trend, london[name].coef_time, share, 'trend');
    if ('first5_fitted' in london[name])
      expectAllNear(found.fitted.subarray(0, 5), london[name].first5_fitted, share);
  });

  it.each([
    ['M4_unadjusted', [ozone()]],
    ['M5_season', [ozone(), season]],
    ['M6_season_temp', [ozone(), season, deciles()]],
    ['M6b_plus_dow', [ozone(), season, deciles(), factor('dow')]],
    ['M10_ns', [ozone(), ns('time', 35), ns('temperature', 4), ns('relative_humidity', 3), factor('dow')]],
  ] as const)('find what R finds of ozone: %s', (name, terms) => {
    const found = fitted(terms);
    expectFit(found, london[name]);
    expectEstimate(first(found), london[name]);
  });

  it('find it at every lag', () => {
    for (const wanted of london.single_lag) {
      const found = fitted([ozone({ lags: wanted.lag }), season, deciles(wanted.lag)]);
      expectFit(found, wanted);
      expectEstimate(first(found), wanted);
    }
  });

  it('find it by case-crossover, of ozone and of temperature', () => {
    const wanted = london.CP_case_crossover;
    const found = fitted([ozone(), numeric('temperature')], { strata: ['year', 'month', 'dow'] });
    expect(found.nStrata).toBe(wanted.n_strata);
    expectFit(found, wanted);
    expectEstimate(found.coefficients[0] as Coefficient, wanted.ozone10);
    expectEstimate(found.coefficients[1] as Coefficient, wanted.temperature);
  });

  it('by least squares on the logarithm have Newey and West’s errors', () => {
    const wanted = london.OLS_log_NW;
    const found_ = fitted([ozone(), ns('time', 35), ns('temperature', 4), factor('dow')], {
      family: 'gaussian',
      isLog: true,
    });
    expectNear(first(found_).estimate, wanted.beta, share);
    expectNear(first(found_).se, wanted.se_ols, share);
    expectNear(found(robustErrors(found_, 7))[1], wanted.se_NeweyWest_lag7, share);
    expectNear(durbinWatson(residualsOf(found_, 'response')), wanted.durbin_watson, share);
    expectNear(1 - found_.deviance / found_.nullDeviance, wanted.r2, share);
  });

  it('have R’s knots, deciles and quantiles', () => {
    const spline = fitted([ozone(), season]).knots[1]?.values;
    expectAllNear(spline?.internal ?? [], london.bs_time.internal_knots, share);
    expectAllNear(spline?.boundary ?? [], london.bs_time.boundary_knots, share);
    const { knots } = fitted([
      ozone(),
      ns('time', 35),
      ns('temperature', 4),
      ns('relative_humidity', 3),
      factor('dow'),
    ]);
    ['time', 'temperature', 'relative_humidity'].forEach((name, i) => {
      expectAllNear(
        knots[i + 1]?.values?.internal ?? [],
        london.M10_ns.knots[name].internal_knots,
        share,
        name,
      );
      expectAllNear(
        knots[i + 1]?.values?.boundary ?? [],
        london.M10_ns.knots[name].boundary_knots,
        share,
        name,
      );
    });
    const temperature = columns.temperature as Float64Array;
    const sorted = sortedFinite(temperature);
    const cuts = Array.from({ length: 11 }, (_, i) => quantile(sorted, i / 10));
    expect(cuts).toEqual(london.temp_decile_cutoffs_g17.map(Number));
    const groups = quantileGroups(temperature, 10) ?? [];
    const counts = cuts.slice(1).map((_, i) => groups.filter((group) => group === String(i + 1)).length);
    expect(counts).toEqual(london.temp_decile_counts_right_closed);
    for (const [name, wanted] of Object.entries<{ q: number[] }>(london.descriptives)) {
      const values = sortedFinite(columns[name] as Float64Array);
      expectAllNear(
        [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => quantile(values, p)),
        wanted.q,
        share,
        name,
      );
    }
  });
});

describe.skipIf(!isThere)(told('models of Chicago 1987–2000'), () => {
  const columns = isThere ? health('chicago_nmmaps_1987_2000') : {};
  const { chicago } = isThere ? golden('health_regression_golden') : { chicago: {} };
  const exposure = (name: string, more: Partial<NumericTerm> = {}) =>
    numeric(name, { per: 10, isExposure: true, ...more });
  const adjusted = [ns('time', 98), ns('temp', 6), ns('dptp', 3), factor('dow')];
  const fitted = (terms: readonly Term[], more: Partial<ModelSpec> = {}) =>
    found(fit(model('death', terms, more), columns));
  const expectKnots = (
    found: ModelFit,
    place: number,
    wanted: { internal_knots: number[]; boundary_knots: number[] },
  ) => {
    expectAllNear(found.knots[place]?.values?.internal ?? [], wanted.internal_knots, share);
    expectAllNear(found.knots[place]?.values?.boundary ?? [], wanted.boundary_knots, share);
  };

  it('find what R finds of PM10 and ozone at single lags', () => {
    for (const wanted of chicago.single_lag) {
      const found = fitted([exposure(wanted.exposure, { lags: wanted.lag }), ...adjusted]);
      expectFit(found, wanted);
      expectEstimate(first(found), wanted);
      ['time98', 'temp6', 'dptp3'].forEach((name, i) => {
        expectKnots(found, i + 1, chicago.knots_product[name]);
      });
    }
  });

  it('find it of the mean of two days', () => {
    const found = fitted([exposure('pm10', { lags: { to: 1, shape: { kind: 'mean' } } }), ...adjusted]);
    expectFit(found, chicago.pm10_lag01_mean);
    expectEstimate(first(found), chicago.pm10_lag01_mean);
  });

  it.each(['pm10', 'o3'])('find it at lags 0–7 together, with their covariance: %s', (name) => {
    const wanted = chicago[`${name}_unconstrained_0_7`];
    const found = fitted([exposure(name, { lags: { to: 7 } }), ...adjusted]);
    expectFit(found, wanted);
    wanted.lags.forEach((lag: Reference, i: number) => {
      expectEstimate(found.coefficients[i + 1] as Coefficient, lag);
    });
    expectEstimate(effectOf(found, 0, { at: 10, reference: 0 }), wanted.cumulative);
    const { rows, values } = found.covariance;
    wanted.vcov?.forEach((row: number[], i: number) => {
      expectAllNear(values.subarray((i + 1) * rows + 1, (i + 1) * rows + 9), row, share, `covariance ${i}`);
    });
  });

  it('find it by case-crossover', () => {
    const wanted = chicago.case_crossover_lag0;
    const squared = numeric('temp', { response: { kind: 'polynomial', degree: 2 } });
    const found = fitted([exposure('pm10'), squared], { strata: ['year', 'month', 'dow'] });
    expect(found.nStrata).toBe(wanted.n_strata);
    expectFit(found, wanted);
    expectEstimate(found.coefficients[0] as Coefficient, wanted.pm10);
  });

  it('find the first example of the dlnm vignette, published and recomputed, two columns aliased', () => {
    const wanted = chicago.dlnm_vignette_ex1;
    const found = fitted([
      exposure('pm10', { lags: { to: 15, shape: { kind: 'polynomial', degree: 4 } } }),
      numeric('temp', {
        response: { kind: 'ns', df: 5 },
        lags: { to: 3, shape: { kind: 'strata', starts: [0, 1] } },
      }),
      ns('time', 98),
      factor('dow'),
    ]);
    expectFit(found, wanted);
    expectKnots(found, 1, wanted.knots.temp);
    expectKnots(found, 2, wanted.knots.time);
    const contrast = { at: 10, reference: 0 };
    const overall = effectOf(found, 0, contrast);
    expectEstimate(overall, wanted.cumulative_lag0_15_per10);
    const { rr, low, high } = rateRatioOf(overall);
    expect([rr, low, high].map((value) => Number(value.toFixed(7)))).toEqual([
      wanted.published.RR10,
      wanted.published.low,
      wanted.published.high,
    ]);
    lagEffects(found, 0, contrast).forEach((effect, i) => {
      expectEstimate(effect, wanted.lag_specific_per10[i]);
    });
    cumulativeEffects(found, 0, contrast).forEach((effect, i) => {
      expectEstimate(effect, wanted.incremental_cumulative_per10[i]);
    });
  });

  it('find the second: thresholds in summers, whose lags do not reach across years', () => {
    const wanted = chicago.dlnm_vignette_ex2;
    const found = fitted(
      [
        exposure('o3', { response: { kind: 'threshold', above: 40.3 }, lags: { to: 5 } }),
        numeric('temp', {
          response: { kind: 'threshold', below: 15, above: 25 },
          lags: { to: 10, shape: { kind: 'strata', starts: [0, 2, 6] } },
        }),
        ns('doy', 4),
        ns('time', 3),
        factor('dow'),
      ],
      { subset: { column: 'month', in: [6, 7, 8, 9] }, lagsWithin: 'year' },
    );
    expectFit(found, wanted);
    const contrast = { at: 50.3, reference: 40.3 };
    const overall = effectOf(found, 0, contrast);
    expectEstimate(overall, wanted.cumulative_lag0_5_per10);
    const { rr, low, high } = rateRatioOf(overall);
    expect([rr, low, high].map((value) => Number(value.toFixed(6)))).toEqual([
      wanted.published.RR10,
      wanted.published.low,
      wanted.published.high,
    ]);
    lagEffects(found, 0, contrast).forEach((effect, i) => {
      expectEstimate(effect, wanted.lags[i]);
    });
  });
});
