import { describe, expect, it } from 'vitest';
import { golden, health, isThere, told } from '../../testing/golden.ts';
import { expectAllNear, expectNear, found } from '../../testing/near.ts';
import { z95 } from '../distributions.ts';
import { acf, ccf, ljungBox, pacf } from './autocorrelation.ts';
import { pearson, spearman } from './correlate.ts';
import { correlationMatrix } from './correlation-matrix.ts';
import { effectiveCorrelation } from './effective-n.ts';
import { kendall } from './kendall.ts';
import { laggedCorrelations } from './lagged-correlation.ts';
import { partial } from './partial.ts';
import { deseasonalised } from './season.ts';

const share = 1e-6;
const reference = isThere ? golden('correlation_golden') : { london: {}, chicago: { pairs: {} }, small: {} };
/** As it was read: tests fail where it is not what they take it for. */
type Reference = ReturnType<typeof golden>;

const expectPearson = (x: Float64Array, y: Float64Array, wanted: Reference): void => {
  const { n, r, t, p, interval } = found(pearson(x, y));
  expect(n).toBe(wanted.n);
  expectAllNear([r, t, p], [wanted.r, wanted.statistic, wanted.p], share, 'Pearson');
  expectAllNear(interval, wanted.ci95, share, 'interval');
};

const expectSpearman = (x: Float64Array, y: Float64Array, wanted: Reference): void => {
  const { n, r, s, t, p, interval, bonettWright } = found(spearman(x, y));
  expect(n).toBe(wanted.n);
  expectAllNear(
    [r, s, t, p, p],
    [wanted.r, wanted.statistic, wanted.t, wanted.p_t, wanted.p],
    share,
    'Spearman',
  );
  expectAllNear(interval, wanted.ci95_fisher_plain, share, 'interval');
  expectAllNear(bonettWright, wanted.ci95_fisher_bonett_wright, share, 'wider interval');
};

const expectKendall = (x: Float64Array, y: Float64Array, wanted: Reference): void => {
  const { n, tau, z, p } = found(kendall(x, y));
  expect(n).toBe(wanted.n);
  expectAllNear([tau, z, p], [wanted.r, wanted.statistic, wanted.p], share, 'Kendall');
};

const expectPartial = (
  x: Float64Array,
  y: Float64Array,
  given: readonly Float64Array[],
  wanted: Reference,
): void => {
  for (const [isRanked, one] of [
    [false, wanted.pearson],
    [true, wanted.spearman],
  ] as const) {
    const { n, r, t, p, interval } = found(partial({ x, y, given, isRanked }));
    expect(n).toBe(one.n);
    expectAllNear([r, t, p], [one.r, one.t, one.p], share, 'partial');
    expectAllNear(interval, one.ci95, share, 'interval');
  }
};

const expectLagged = (x: Float64Array, y: Float64Array, wanted: readonly Reference[]): void => {
  found(laggedCorrelations(x, y, wanted.length - 1)).forEach((one, i) => {
    const at = wanted[i];
    expect([one.lag, one.pearson.n]).toEqual([at.lag, at.n]);
    expectAllNear(
      [one.pearson.r, one.pearson.p, one.spearman.r, one.spearman.p, one.pAdjusted, ...one.pearson.interval],
      [at.pearson, at.pearson_p, at.spearman, at.spearman_p, at.pearson_p_BH, ...at.pearson_ci95],
      share,
      `lag ${i}`,
    );
  });
};

describe.skipIf(!isThere)(told('correlations'), () => {
  it('of nine pairs with ties are those of R', () => {
    const { x, y, ...wanted } = reference.small;
    const [a, b] = [Float64Array.from(x as number[]), Float64Array.from(y as number[])];
    expectPearson(a, b, wanted.pearson);
    expectSpearman(a, b, wanted.spearman);
    expectKendall(a, b, wanted.kendall);
  });
});

describe.skipIf(!isThere)(told('correlations of London 2002–2006'), () => {
  const columns = (isThere ? health('london_2002_2006') : {}) as Reference;
  const { london } = reference;
  const { ozone, temperature, relative_humidity: humidity, numdeaths: deaths } = columns;

  it('are those of R', () => {
    expectPearson(ozone, deaths, london.base.ozone.pearson);
    expectSpearman(ozone, deaths, london.base.ozone.spearman);
    expectKendall(ozone, deaths, london.base.ozone.kendall);
    expectPearson(temperature, deaths, london.base.temperature.pearson);
    expectSpearman(temperature, deaths, london.base.temperature.spearman);
    expectPartial(ozone, deaths, [temperature, humidity], london.base.ozone.partial_given_temperature_rh);
  });

  it('say what they are worth between days that resemble the days before', () => {
    const wanted = london.base.ozone.pearson_neff30;
    const { n, nEffective, r, t, p, interval } = found(effectiveCorrelation(ozone, deaths, wanted.max_lag));
    expectAllNear(
      [n, nEffective, r, t, p, ...interval],
      [wanted.n, wanted.n_eff, wanted.r, wanted.t, wanted.p, ...wanted.ci95],
      share,
    );
  });

  it('hold at lags, with and without seasons', () => {
    expectLagged(ozone, deaths, london.lagged_0_14);
    expectLagged(deseasonalised(ozone), deseasonalised(deaths), london.deseasonalised.ozone_deaths_lags);
  });

  it('hold across and along time', () => {
    const crossed = ccf(ozone, deaths, 14);
    expect(crossed.map(({ lag }) => lag)).toEqual(london.ccf_14.lag);
    expectAllNear(
      crossed.map(({ r }) => r),
      london.ccf_14.r,
      share,
    );
    expectNear(z95 / Math.sqrt(deaths.length), london.ccf_14.ci_white, share);
    const along = acf(deaths, 14);
    expectAllNear(along, london.acf_deaths, share);
    expectAllNear(pacf(along), london.pacf_deaths, share);
    const { Q, df, p } = london.ljung_box_deaths_14;
    const found = ljungBox(along, 1826);
    expectAllNear([found.q, found.df, found.p], [Q, df, p], share);
  });

  it('hold among all columns', () => {
    const series = london.corr_matrix.vars.map((name: string) => columns[name]);
    for (const method of ['pearson', 'spearman'] as const)
      correlationMatrix(series, method).forEach((row, i) => {
        expectAllNear(row, london.corr_matrix[method][i], share);
      });
  });
});

describe.skipIf(!isThere)(told('correlations of Chicago 1987–2000'), () => {
  const columns = (isThere ? health('chicago_nmmaps_1987_2000') : {}) as Record<string, Float64Array>;
  const { chicago } = reference;
  const column = (name: string): Float64Array => columns[name] as Float64Array;

  it.each(Object.keys(chicago.pairs))('are those of R: %s', (exposure) => {
    for (const [outcome, wanted] of Object.entries<Reference>(chicago.pairs[exposure])) {
      const [x, y] = [column(exposure), column(outcome)];
      expectPearson(x, y, wanted.pearson);
      expectSpearman(x, y, wanted.spearman);
      expectPartial(x, y, [column('temp'), column('dptp')], wanted.partial_temp_dptp);
    }
  });

  it('hold at lags', () => {
    expectLagged(column('pm10'), column('death'), chicago.lagged_pm10_death);
    expectLagged(column('o3'), column('death'), chicago.lagged_o3_death);
  });

  it('hold among all columns, each pair on the days that it has', () => {
    const series = chicago.corr_matrix_pairwise.vars.map(column);
    for (const method of ['pearson', 'spearman'] as const)
      correlationMatrix(series, method).forEach((row, i) => {
        expectAllNear(row, chicago.corr_matrix_pairwise[method][i], share);
      });
  });
});
