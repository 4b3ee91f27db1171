import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAllNear, found } from '../../testing/near.ts';
import { series, vectors } from '../../testing/vectors.ts';
import { acf, ccf, ljungBox, pacf } from './autocorrelation.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { pearson, spearman } from './correlate.ts';
import { correlationMatrix } from './correlation-matrix.ts';
import { effectiveCorrelation } from './effective-n.ts';
import { kendall } from './kendall.ts';
import { laggedCorrelations } from './lagged-correlation.ts';
import { partial } from './partial.ts';
import { deseasonalised } from './season.ts';

const { pm, deaths, temp, o3, asthma, holiday } = series() as typeof vectors;
const wanted = vectors.correlations;
const share = 1e-9;

describe('correlations of a synthetic series', () => {
  it('are those of R, with ties and gaps', () => {
    const { n, r, t, p, interval } = found(pearson(pm, deaths));
    expectAllNear(
      [n, r, t, p, ...interval],
      [
        wanted.pearson.n,
        wanted.pearson.r,
        wanted.pearson.statistic,
        wanted.pearson.p,
        ...wanted.pearson.interval,
      ],
      share,
    );
    const ranks = found(spearman(pm, deaths));
    expectAllNear(
      [ranks.r, ranks.s, ranks.p],
      [wanted.spearman.r, wanted.spearman.statistic, wanted.spearman.p],
      share,
    );
    for (const [found_, reference] of [
      [found(kendall(pm, deaths)), wanted.kendall],
      [found(kendall(asthma, holiday)), wanted.kendallRare],
    ])
      expectAllNear([found_.tau, found_.z, found_.p], [reference.r, reference.statistic, reference.p], share);
  });

  it('given others are those of what a line in the others leaves', () => {
    for (const [isRanked, reference] of [
      [false, wanted.partial],
      [true, wanted.partialRanks],
    ]) {
      const { n, r, t, p } = found(partial({ x: pm, y: deaths, given: [temp, o3], isRanked }));
      expectAllNear([n, r, t, p], [reference.n, reference.r, reference.t, reference.p], share);
    }
  });

  it('at lags are adjusted for how many were tried', () => {
    const lags = found(laggedCorrelations(pm, deaths, 7));
    expectAllNear(
      lags.map((one) => one.pearson.p),
      wanted.laggedP,
      share,
    );
    expectAllNear(
      lags.map((one) => one.pAdjusted),
      wanted.laggedAdjusted,
      share,
    );
  });

  it('along time are R’s, over gaps too', () => {
    expectAllNear(acf(pm, 10), wanted.acf, share);
    expectAllNear(pacf(acf(deaths, 10)), wanted.pacf, share);
    expectAllNear(
      ccf(temp, deaths, 5).map(({ r }) => r),
      wanted.ccf,
      share,
    );
    const { q, p } = ljungBox(acf(deaths, 5), 1461);
    expectAllNear([q, p], [wanted.ljungBox.q, wanted.ljungBox.p], share);
  });

  it('without seasons leave no year’s wave, and keep gaps', () => {
    const left = deseasonalised(pm);
    expect(Array.from(left, Number.isNaN)).toEqual(Array.from(pm as Float64Array, Number.isNaN));
    const wave = Float64Array.from(left, (_, i) => Math.cos((2 * Math.PI * (i + 1)) / 365.25));
    expect(Math.abs(found(pearson(left, wave)).r)).toBeLessThan(1e-10);
  });

  it('between days that resemble the days before are worth fewer days', () => {
    const { n, nEffective, p, interval } = found(effectiveCorrelation(temp, deaths, 30));
    const naive = found(pearson(temp, deaths));
    expect(nEffective).toBeLessThan(n / 4);
    expect(p).toBeGreaterThan(naive.p);
    expect(interval[0]).toBeLessThan(naive.interval[0]);
    expect(interval[1]).toBeGreaterThan(naive.interval[1]);
  });
});

describe('correlations', () => {
  const x = Float64Array.of(1, 2, 3, 4, 5, 6);

  it('of a series with itself are 1, and beyond doubt', () => {
    expect(pearson(x, x)).toMatchObject({ r: 1, p: 0 });
    expect(found(kendall(x, x)).tau).toBeCloseTo(1, 12);
    expect(correlationMatrix([x, x.map((value) => -value)], 'spearman')).toEqual([
      [1, -1],
      [-1, 1],
    ]);
  });

  it('are refused where a series does not vary, days are too few or the covariates leave nothing', () => {
    expect(
      pearson(
        x,
        x.map(() => 2),
      ),
    ).toMatchObject({ kind: 'problem', code: 'CONSTANT', field: 'y' });
    expect(spearman(x.subarray(3), x.subarray(3))).toMatchObject({ code: 'TOO_FEW_DAYS' });
    expect(kendall(x, x.subarray(1))).toMatchObject({ code: 'UNEQUAL_LENGTHS' });
    expect(partial({ x, y: Float64Array.of(3, 1, 2, 7, 5, 4), given: [x] })).toMatchObject({
      code: 'COLLINEAR',
      field: 'x',
    });
    expect(laggedCorrelations(x, x, 4)).toMatchObject({ code: 'TOO_FEW_DAYS' });
    expect(effectiveCorrelation(Float64Array.of(), Float64Array.of(), 30)).toMatchObject({
      code: 'TOO_FEW_DAYS',
    });
  });

  it('of values whose squares are less or more than numbers can be are still theirs', () => {
    const y = Float64Array.of(1, 3, 2, 5, 4, 6);
    for (const scale of [2 ** -1070, 2 ** -600, 2 ** 600, 2 ** 1000])
      expect(
        found(
          pearson(
            x.map((value) => value * scale),
            y,
          ),
        ).r,
      ).toBeCloseTo(found(pearson(x, y)).r, 2);
    expect(found(pearson(Float64Array.of(0, 0, 0, 5e-324), Float64Array.of(0, 1, 0, 0))).r).toBeLessThan(0);
  });

  it('that two trends have are worth next to nothing', () => {
    const long = Float64Array.from({ length: 200 }, (_, i) => i);
    const { nEffective } = found(
      effectiveCorrelation(
        long,
        long.map((value) => value ** 1.5),
        150,
      ),
    );
    expect(nEffective).toBeLessThan(5);
  });

  it('of whatever numbers lie between −1 and 1, alike in both directions', () => {
    const pairs = fc.array(fc.tuple(fc.double({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 9 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(pairs, (drawn) => {
        const [a, b] = [0, 1].map((j) => Float64Array.from(drawn, (pair) => pair[j] as number)) as [
          Float64Array,
          Float64Array,
        ];
        for (const correlate of [pearson, spearman, kendall]) {
          const [one, other] = [correlate(a, b), correlate(b, a)];
          if ('kind' in one) {
            expect(other).toMatchObject({ kind: 'problem', code: one.code });
            continue;
          }
          const r = 'tau' in one ? one.tau : one.r;
          expect(Math.abs(r)).toBeLessThanOrEqual(1 + 1e-12);
          expect(one.p).toBeGreaterThanOrEqual(0);
          expect(one.p).toBeLessThanOrEqual(1);
          expect('tau' in other ? other.tau : 'r' in other ? other.r : Number.NaN).toBeCloseTo(r, 10);
        }
      }),
    );
  });
});

describe('p-values adjusted for how many were tried', () => {
  it('keep their order, never fall, and leave what was not tried', () => {
    expect(benjaminiHochberg([0.04, 0.01, Number.NaN, 0.03])).toEqual([0.04, 0.03, Number.NaN, 0.04]);
    expect(benjaminiHochberg([])).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (p) => {
        benjaminiHochberg(p).forEach((adjusted, i) => {
          expect(adjusted).toBeGreaterThanOrEqual(p[i] as number);
          expect(adjusted).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});
