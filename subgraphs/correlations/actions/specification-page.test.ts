import { readFileSync } from 'node:fs';
import { codeBlocks } from '@aqmrg/tests/support/readme.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { associationOf } from '../domain/report/association.ts';
import type { CorrelationsReport } from '../domain/report/correlations-report.ts';
import type { Told } from '../domain/report/effect-report.ts';
import type { ModelReport } from '../domain/report/model-report.ts';
import type { AssociationRequest, ModelRequest } from '../domain/report/request.ts';
import { expectAllNear, expectNear, found } from '../testing/near.ts';
import { vectors } from '../testing/vectors.ts';
import { readDaily } from './read-daily.ts';
import { readSpecification } from './read-specification.ts';

const page = 'docs/reference/association-specs.md';
const share = 1e-8;
const text = readFileSync(new URL('../domain/vectors/data/series.csv', import.meta.url), 'utf8');

/** The models of the page in order, by the names that R's have. */
const models = [
  'lag3',
  'unconstrained',
  'polynomial',
  'strata',
  'splineOfLags',
  'crossBasis',
  'caseCrossover',
  'twoPollutants',
  'warmThresholds',
];
type Effects = readonly Pick<Told, 'estimate' | 'se'>[];

const expectEffects = (found: Effects, wanted: Effects): void => {
  for (const name of ['estimate', 'se'] as const)
    expectAllNear(
      found.map((effect) => effect[name]),
      wanted.map((effect) => effect[name]),
      share,
      name,
    );
};

let blocks: readonly string[];
beforeAll(async () => {
  blocks = await codeBlocks(page, 'json');
});

const run = (place: number) => {
  const request = readSpecification(blocks[place] as string) as AssociationRequest;
  expect(request).toHaveProperty('kind');
  const daily = found(readDaily({ text, dateColumn: 'date', tomorrow: '2026-12-01' }, request));
  return found(associationOf(request, daily));
};

describe('the page of specifications', () => {
  it('has an example of each kind', () => {
    expect(blocks).toHaveLength(models.length + 3);
  });

  it.each(models.map((name, place) => [name, place] as const))('finds what R finds: %s', (name, place) => {
    const wanted = vectors.models[name];
    const report = run(place) as ModelReport;
    expect(report).toMatchObject({
      n: wanted.n,
      nCoefficients: wanted.nCoefficients,
      dfResidual: wanted.dfResidual,
    });
    expect(report.aliased).toHaveLength(wanted.aliased.length);
    for (const name of ['deviance', 'nullDeviance', 'dispersion'] as const)
      expectNear(report[name], wanted[name], share, name);
    for (const name of ['estimate', 'se', 'sePoisson'] as const)
      expectAllNear(
        report.coefficients.map((coefficient) => coefficient[name]),
        wanted[name],
        share,
        name,
      );
    const [effect] = report.effects;
    if ('lagEffects' in wanted) expectEffects(effect?.byLag ?? [], wanted.lagEffects);
    if ('cumulative' in wanted) expectEffects(effect?.cumulative ?? [], wanted.cumulative);
    if ('curve' in wanted) expectEffects(effect?.curve ?? [], wanted.curve);
    if ('overall' in wanted) expectEffects(effect?.overall ? [effect.overall] : [], [wanted.overall]);
  });

  it('tells the covariance where it is asked to', () => {
    const { covariance, coefficients } = run(models.indexOf('unconstrained')) as ModelReport;
    coefficients.forEach(({ se }, i) => {
      expectNear(Math.sqrt(covariance?.[i]?.[i] ?? 0), se, share);
    });
  });

  it('finds in a part of the days what is found in data that have no others', () => {
    const { from, to, ...request } = readSpecification(blocks[models.length] as string) as ModelRequest;
    const [head, ...rows] = text.trim().split(/\r?\n/);
    const first = rows.findIndex((row) => row.startsWith(`${from},`));
    const cut = [head, ...rows.slice(first, rows.findIndex((row) => row.startsWith(`${to},`)) + 1)].join(
      '\n',
    );
    const daily = found(readDaily({ text: cut, dateColumn: 'date', tomorrow: '2026-12-01' }, request));
    const report = run(models.length) as ModelReport;
    expect(report).toEqual(found(associationOf(request, daily)));
    expect(report).toMatchObject({ firstDay: '2016-01-01', lastDay: '2017-12-31' });
  });

  it('finds what R finds by least squares', () => {
    const wanted = vectors.leastSquares;
    const { coefficients, diagnostics, rSquared, effects, n } = run(models.length + 1) as ModelReport;
    expect(n).toBe(wanted.n);
    for (const [name, reference] of [
      ['estimate', wanted.estimate],
      ['se', wanted.se],
      ['seNeweyWest', wanted.neweyWest7],
    ] as const)
      expectAllNear(
        coefficients.map((one) => one[name] ?? Number.NaN),
        reference,
        share,
        name,
      );
    expectNear(diagnostics.durbinWatson, wanted.durbinWatson, share);
    expectNear(rSquared ?? 0, wanted.rSquared, share);
    expectNear(effects[0]?.overall?.estimate, wanted.estimate[1], share);
    expect(effects[0]?.overall?.ratio?.rr).toBeCloseTo(Math.exp(wanted.estimate[1]), 12);
  });

  it('finds what R finds of correlations', () => {
    const wanted = vectors.correlations;
    const report = run(models.length + 2) as CorrelationsReport;
    // as it was written: tests fail where it is not what they take it for
    const [pearson, spearman, kendall, partial, ranks, lagged, ccf, acf, effective, matrix] =
      report.correlations as unknown as (typeof vectors)[];
    const singles: readonly (readonly [found: readonly number[], wanted: readonly number[]])[] = [
      [
        [pearson.r, pearson.t, pearson.p, ...pearson.interval],
        [wanted.pearson.r, wanted.pearson.statistic, wanted.pearson.p, ...wanted.pearson.interval],
      ],
      [
        [spearman.r, spearman.s, spearman.p],
        [wanted.spearman.r, wanted.spearman.statistic, wanted.spearman.p],
      ],
      [
        [kendall.tau, kendall.z, kendall.p],
        [wanted.kendall.r, wanted.kendall.statistic, wanted.kendall.p],
      ],
      [
        [partial.r, partial.t, partial.p],
        [wanted.partial.r, wanted.partial.t, wanted.partial.p],
      ],
      [
        [ranks.r, ranks.t, ranks.p],
        [wanted.partialRanks.r, wanted.partialRanks.t, wanted.partialRanks.p],
      ],
      [lagged.found.map((one: { pAdjusted: number }) => one.pAdjusted), wanted.laggedAdjusted],
      [ccf.found.map(({ r }: { r: number }) => r), wanted.ccf],
      [acf.pacf, wanted.pacf],
    ];
    for (const [numbers, reference] of singles) expectAllNear(numbers, reference, share);
    expect(effective.nEffective).toBeLessThan(effective.n);
    expect(pearson.effective.nEffective).toBeLessThan(pearson.n);
    expectNear(matrix.r[0][3], wanted.spearman.r, share);
    for (const one of [pearson, spearman, kendall, partial, ranks, effective])
      expect(one.pAdjusted).toBeGreaterThanOrEqual(one.p);
  });
});
