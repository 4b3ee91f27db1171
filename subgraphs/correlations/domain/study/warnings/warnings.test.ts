import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { makeExposure, makePlan, ozone, pm } from '../../../testing/studies.ts';
import { triedAs } from '../definition.ts';
import type { EffectEstimate, ModelDiagnostics, TriedModel } from '../study-found.ts';
import { studyWarnings, type WarnedOf } from './study-warnings.ts';
import { type Warning, type WarningCode, warningCodes } from './warning.ts';

const always: readonly WarningCode[] = ['SEVERAL_TRIED', 'ONE_EXPOSURE_FOR_ALL', 'ASSOCIATION_NOT_CAUSE'];

/** Of so many per cent, and as many below and above. */
const makeEffect = (percent: number, half: number, lagTo = 7): EffectEstimate => ({
  increment: 10,
  lagFrom: 0,
  lagTo,
  rateRatio: 1 + percent / 100,
  low: 1 + (percent - half) / 100,
  high: 1 + (percent + half) / 100,
  percentChange: percent,
  percentLow: percent - half,
  percentHigh: percent + half,
  standardError: half / 196,
  p: 0.01,
  pAdjusted: 0.2,
});

const makeTried = (
  id: string,
  triedAs: TriedModel['triedAs'],
  effect: EffectEstimate | null,
): TriedModel => ({
  id,
  title: id,
  triedAs,
  formula: '',
  days: 1_000,
  effect,
  problem: null,
});

const makeDiagnostics = (more: Partial<ModelDiagnostics> = {}): ModelDiagnostics => ({
  dispersion: 1.2,
  acf: [1, 0, 0],
  pacf: [0.02, 0.01],
  ljungBoxP: 0.5,
  durbinWatson: 2,
  residualDegreesOfFreedom: 900,
  dropped: [],
  ...more,
});

const measured = makeExposure({ monitors: [{ sensorId: 'a', days: 900, isLowCost: false }] });

const makeFound = (more: Partial<WarnedOf> = {}): WarnedOf => {
  const estimate = makeEffect(1, 0.5);
  return {
    plan: makePlan({ exposures: [{ ...pm, exposure: measured }] }),
    models: [makeTried('time-series', 'PRE_SPECIFIED', estimate)],
    estimate,
    diagnostics: makeDiagnostics(),
    days: 1_000,
    daysLeftOut: 50,
    gaps: [],
    events: 30_000,
    coefficients: 50,
    ...more,
  };
};

const beside = (triedAs: TriedModel['triedAs'], id: string, effect: EffectEstimate) => {
  const found = makeFound();
  return { ...found, models: [...found.models, makeTried(id, triedAs, effect)] };
};

const said = (found: WarnedOf): readonly Warning[] =>
  studyWarnings(found).filter(({ code }) => !always.includes(code));
const codesOf = (found: WarnedOf) => said(found).map(({ code }) => code);

describe('what is told of a study to be wary of', () => {
  it('has the codes that the graph has', () => {
    const sdl = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
    const enumOf = (name: string): readonly string[] => {
      const block = new RegExp(`^enum ${name} \\{[^}]*\\}`, 'm').exec(sdl)?.[0] as string;
      return (buildSchema(block).getType(name) as GraphQLEnumType).getValues().map((one) => one.name);
    };
    expect([...warningCodes].sort()).toEqual([...enumOf('WarningCode')].sort());
    expect([...triedAs].sort()).toEqual([...enumOf('TriedAs')].sort());
  });

  it('is always that it is an association, of one exposure for all, of several models', () => {
    expect(studyWarnings(makeFound()).map(({ code }) => code)).toEqual(always);
  });

  it('never says that one thing causes another', () => {
    const worst = makeFound({
      estimate: makeEffect(0.1, 3),
      diagnostics: makeDiagnostics({ dispersion: 3, pacf: [0.4], ljungBoxP: 0, dropped: ['a: b'] }),
      daysLeftOut: 900,
      events: 200,
      plan: makePlan({ askedBefore: 3 }),
    });
    const found = studyWarnings({
      ...worst,
      models: [
        ...worst.models,
        makeTried('season-8', 'SENSITIVITY', makeEffect(9, 1)),
        makeTried('case-crossover', 'OTHER_DESIGN', makeEffect(-9, 1)),
      ],
    });
    expect(found.map(({ code }) => code)).toEqual([
      'NO_EFFECT_WITHIN_INTERVAL',
      'DEPENDS_ON_CHOICES',
      'DESIGNS_DISAGREE',
      'RESIDUALS_AUTOCORRELATED',
      'OVERDISPERSED',
      'MANY_DAYS_MISSING',
      'FEW_EVENTS',
      'TERMS_DROPPED',
      'EXPOSURE_NOT_OURS',
      'ASKED_BEFORE',
      ...always,
    ]);
    for (const { message } of found) {
      expect(message).not.toMatch(/\bcaus|undefined|NaN| {2}/);
      expect(message).toMatch(/^[A-Z0-9].*\.$/);
    }
  });

  it.each([
    ['an interval that holds none', makeEffect(0.4, 0.5), ['NO_EFFECT_WITHIN_INTERVAL']],
    ['one that ends at none', makeEffect(0.5, 0.5), ['NO_EFFECT_WITHIN_INTERVAL']],
    ['one that leaves it out', makeEffect(0.6, 0.5), []],
    ['one below', makeEffect(-0.6, 0.5), []],
  ])('is that there may be no effect: %s', (_, estimate, codes) => {
    expect(codesOf(makeFound({ estimate }))).toEqual(codes);
  });

  it.each([
    ['an estimate within the interval, as sure', makeEffect(1.2, 0.6), false],
    ['one beyond it', makeEffect(1.6, 0.5), true],
    ['one within, no longer sure', makeEffect(0.8, 0.9), true],
    ['one of other lags', makeEffect(5, 0.5, 1), false],
  ])('is that choices matter: %s', (_, effect, isSo) => {
    expect(codesOf(beside('SENSITIVITY', 'season-8', effect))).toEqual(isSo ? ['DEPENDS_ON_CHOICES'] : []);
    // others than those are told by themselves
    expect(codesOf(beside('SINGLE_LAG', 'lag-1', effect))).toEqual([]);
  });

  it.each([
    ['the other sign, where one is sure of its own', makeEffect(-0.1, 2), true],
    ['the same sign, neither in the other’s interval', makeEffect(3, 1), true],
    ['the same sign, one in the other’s interval', makeEffect(2, 1.1), false],
    ['other lags', makeEffect(-5, 1, 1), false],
  ])('is that designs disagree: %s', (_, effect, isSo) => {
    expect(codesOf(beside('OTHER_DESIGN', 'case-crossover', effect))).toEqual(
      isSo ? ['DESIGNS_DISAGREE'] : [],
    );
  });

  it('is not that two designs, neither of them sure, lie on both sides of none', () => {
    const estimate = makeEffect(0.1, 0.5);
    const models = [
      makeTried('time-series', 'PRE_SPECIFIED', estimate),
      makeTried('case-crossover', 'OTHER_DESIGN', makeEffect(-0.1, 0.6)),
    ];
    expect(codesOf(makeFound({ models, estimate }))).toEqual(['NO_EFFECT_WITHIN_INTERVAL']);
  });

  it('compares a case-crossover that was asked for with the pre-specified time series', () => {
    const estimate = makeEffect(1, 0.5);
    const models = [
      makeTried('time-series', 'PRE_SPECIFIED', makeEffect(-1, 0.5)),
      makeTried('case-crossover', 'ASKED_FOR', estimate),
    ];
    const plan = makePlan({ modelId: 'case-crossover', exposures: [{ ...pm, exposure: measured }] });
    expect(codesOf(makeFound({ plan, models, estimate }))).toEqual(['DESIGNS_DISAGREE']);
    const other = makePlan({ modelId: 'moving-average', exposures: [{ ...pm, exposure: measured }] });
    expect(codesOf(makeFound({ plan: other, models, estimate }))).toEqual([]);
  });

  it.each([
    ['both', { ljungBoxP: 0.01, pacf: [0.05, -0.12] }, ['RESIDUALS_AUTOCORRELATED']],
    ['the test alone', { ljungBoxP: 0.001, pacf: [0.09] }, []],
    ['a size alone', { ljungBoxP: 0.2, pacf: [0.3] }, []],
    ['a size beyond a week alone', { ljungBoxP: 0.01, pacf: [0, 0, 0, 0, 0, 0, 0, 0.2] }, []],
  ])('is that residuals resemble those before: %s', (_, more, codes) => {
    expect(codesOf(makeFound({ diagnostics: makeDiagnostics(more) }))).toEqual(codes);
  });

  it.each([
    ['OVERDISPERSED', { diagnostics: makeDiagnostics({ dispersion: 1.6 }) }, '1.6 times'],
    ['MANY_DAYS_MISSING', { daysLeftOut: 112 }, '112 of 1,112 days (10.1 %)'],
    [
      'MANY_DAYS_MISSING',
      {
        daysLeftOut: 300,
        gaps: [
          { column: 'rhum', share: 0.21, isLagged: false },
          { column: 'time', share: 0, isLagged: false },
          { column: 'PM10', share: 0.25, isLagged: true },
        ],
      },
      'are left out: PM10 or one of its lags is missing on 25.0 % of them and rhum is missing on 21.0 % of them.',
    ],
    [
      'CONFOUNDER_LEFT_OUT',
      { plan: { ...makeFound().plan, leftOut: [{ column: 'flu', share: 0.48, isLagged: false }] } },
      'flu is missing on 48.0 % of the days asked about',
    ],
    ['FEW_EVENTS', { events: 999 }, 'at least 900 events on 1,000 days'],
    ['FEW_EVENTS', { events: 4_000, coefficients: 401 }, '401 coefficients'],
    [
      'TERMS_DROPPED',
      { diagnostics: makeDiagnostics({ dropped: ['holiday: it is 0'] }) },
      'holiday: it is 0.',
    ],
    ['TERMS_DROPPED', { diagnostics: makeDiagnostics({ dropped: ['a: b', 'c: d'] }) }, '2 columns'],
  ] satisfies (readonly [WarningCode, Partial<WarnedOf>, string])[])(
    'has its figures: %s',
    (code, more, figure) => {
      const [warning] = said(makeFound(more));
      expect(warning?.code).toBe(code);
      expect(warning?.message).toContain(figure);
    },
  );

  it('is how the air was measured, and what was asked before', () => {
    const monitors = [
      { sensorId: 'a', days: 1, isLowCost: true },
      { sensorId: 'b', days: 1, isLowCost: false },
    ];
    const changed = makeExposure({ label: 'PM10', monitors, monitorsChanged: true });
    const plan = makePlan({ exposures: [{ ...pm, exposure: changed }, ozone], askedBefore: 1 });
    const warnings = said(makeFound({ plan }));
    expect(warnings.map(({ code }) => code)).toEqual([
      'MONITORS_CHANGED',
      'LOW_COST_MONITORS',
      'EXPOSURE_NOT_OURS',
      'ASKED_BEFORE',
    ]);
    expect(warnings[1]?.message).toContain('1 of the 2 monitors of PM10 is low-cost');
    expect(warnings[2]?.message).toMatch(/^O3 came/);
    expect(warnings[3]?.message).toContain('1 other question about');
  });
});
