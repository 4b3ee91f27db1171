import { seeded } from '@aqmrg/tests/support/seeded.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, found } from '../../testing/near.ts';
import { madeUp, makeExposure, pm } from '../../testing/studies.ts';
import { vectors } from '../../testing/vectors.ts';
import { pearson } from '../correlation/correlate.ts';
import { correlateDaily } from './correlate-daily.ts';
import type { CorrelationQuestion } from './correlation-question.ts';

const makeQuestion = (more: Partial<CorrelationQuestion> = {}): CorrelationQuestion => ({
  outcome: { column: 'deaths', label: 'deaths' },
  exposure: pm,
  confounders: { TEMPERATURE: 'temp', HOLIDAY: 'holiday' },
  method: 'PEARSON',
  lags: 0,
  ...more,
});
const ask = (more: Partial<CorrelationQuestion> = {}, daily = madeUp) =>
  correlateDaily(makeQuestion(more), daily);
const codes = (more: Partial<CorrelationQuestion> = {}, daily = madeUp) =>
  found(ask(more, daily)).warnings.map(({ code }) => code);
const withColumns = (columns: Readonly<Record<string, Float64Array>>) => ({
  ...madeUp,
  columns: { ...madeUp.columns, ...columns },
});

describe('a correlation of the made-up series', () => {
  it('is R’s as the series are, tested as from fewer days', () => {
    for (const [method, wanted] of [
      ['PEARSON', vectors.correlations.pearson],
      ['SPEARMAN', vectors.correlations.spearman],
    ] as const) {
      const [{ raw } = { raw: null }] = found(ask({ method })).lags;
      expectNear(raw?.r, wanted.r, 1e-9);
      expect(raw?.n).toBe(vectors.correlations.pearson.n);
      expect(raw?.nEffective).toBeLessThan(raw?.n ?? 0);
      expect(raw?.p).toBeGreaterThan(wanted.p);
      expect(raw?.given).toEqual([]);
    }
  });

  it('has beside it what calendar and weather leave, and says what was taken out', () => {
    for (const method of ['PEARSON', 'SPEARMAN'] as const) {
      const [{ raw, adjusted } = { raw: null, adjusted: null }] = found(ask({ method })).lags;
      expect(adjusted?.given).toEqual(['trend', 'season', 'day of week', 'temperature', 'public holidays']);
      // season brings them together
      expect(adjusted?.r).toBeLessThan(raw?.r ?? 0);
      expect(adjusted?.r).toBeGreaterThan(0);
      expect(adjusted?.low).toBeLessThan(adjusted?.r ?? 0);
      expect(adjusted?.high).toBeGreaterThan(adjusted?.r ?? 1);
    }
  });

  it('at lags is adjusted for how many were tried, raw and adjusted by themselves', () => {
    const { lags, summary } = found(ask({ lags: 7 }));
    expect(lags.map(({ lag }) => lag)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const kind of ['raw', 'adjusted'] as const) {
      const p = lags.map((one) => one[kind].p);
      const most = Math.max(...p);
      expect(Math.max(...lags.map((one) => one[kind].pAdjusted))).toBe(most);
      for (const one of lags) expect(one[kind].pAdjusted).toBeGreaterThanOrEqual(one[kind].p);
    }
    const strongest = lags.reduce((a, b) => (Math.abs(b.adjusted.r) > Math.abs(a.adjusted.r) ? b : a));
    expect(summary).toContain(`at lag ${strongest.lag} at ${strongest.adjusted.r.toFixed(3)}`);
  });

  it('counts the days of the months that are asked about, after the days before them', () => {
    const months = [6, 7, 8, 9, 10];
    const [{ raw } = { raw: null }] = found(ask({ months, lags: 3 })).lags.slice(3);
    const { month, pm: exposure } = madeUp.columns as Record<string, Float64Array>;
    const days = [...(month as Float64Array)].filter(
      (one, day) => months.includes(one) && !Number.isNaN(exposure?.[day - 3]),
    );
    expect(raw?.n).toBe(days.length);
  });

  it('is plain data', () => {
    const all = found(ask({ lags: 2 }));
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });
});

describe('a correlation with an exposure that varies on a few days', () => {
  const random = seeded(5);
  const noise = Float64Array.from({ length: 1461 }, () => 9 + 2 * random());
  const told = (x: Float64Array, more: Partial<CorrelationQuestion> = {}) =>
    ask({ exposure: { ...pm, column: 'x' }, lags: 7, ...more }, withColumns({ x }));
  const refusal = { kind: 'problem', code: 'FEW_DAYS_DECIDE', field: 'exposure' };

  it('is refused: its raw figures at eight lags would be the counts of eight days', () => {
    const x = new Float64Array(1461).fill(10).with(700, 60);
    const deaths = madeUp.columns.deaths as Float64Array;
    const known = Array.from(deaths.keys()).filter((day) => !Number.isNaN(deaths[day]));
    const mean = known.reduce((sum, day) => sum + (deaths[day] as number), 0) / known.length;
    const spread = known.reduce((sum, day) => sum + ((deaths[day] as number) - mean) ** 2, 0);
    // what a member who knows sum and spread from elsewhere would work out
    const { r } = found(pearson(x, deaths));
    const n = known.length;
    expect(mean + r * Math.sqrt(spread * (1 - 1 / n))).toBeCloseTo(deaths[700] as number, 6);
    for (const method of ['PEARSON', 'SPEARMAN'] as const) {
      expect(told(x, { method })).toMatchObject(refusal);
      expect(told(noise.with(700, 60), { method })).toMatchObject(refusal);
    }
  });

  it.each([
    [5, true],
    [50, false],
  ])('is refused of %i days: %s', (spikes, isRefused) => {
    const x = noise.map((value, day) => (day % Math.floor(1461 / spikes) === 9 ? 60 : value));
    expect(told(x).kind).toBe(isRefused ? 'problem' : 'found');
    if (isRefused) expect(told(x)).toMatchObject(refusal);
  });

  it('is refused where it is the weather but for one day', () => {
    const weather = madeUp.columns.temp as Float64Array;
    const x = weather.with(700, (weather[700] as number) + 6);
    expect(told(x, { lags: 0 })).toMatchObject(refusal);
  });

  it('is refused where lags beside each other would tell of the day on which it fell out of step', () => {
    const wave = (day: number) => 50 + 40 * Math.sin((2 * Math.PI * (day < 700 ? day : day + 3)) / 10);
    const x = Float64Array.from({ length: 1461 }, (_, day) => wave(day));
    expect(told(x)).toMatchObject(refusal);
  });
});

describe('a correlation', () => {
  it('warns of what it is not, and of what is missing', () => {
    const measured = makeExposure({ monitors: [{ sensorId: 'a', days: 1, isLowCost: false }] });
    const exposure = { ...pm, exposure: measured };
    expect(codes({ exposure })).toEqual([
      'MANY_DAYS_MISSING',
      'ONE_EXPOSURE_FOR_ALL',
      'ASSOCIATION_NOT_CAUSE',
    ]);
    expect(codes({ confounders: {}, lags: 1, askedBefore: 2 })).toEqual([
      'NO_WEATHER',
      'MANY_DAYS_MISSING',
      'EXPOSURE_NOT_OURS',
      'ASKED_BEFORE',
      'SEVERAL_TRIED',
      'ONE_EXPOSURE_FOR_ALL',
      'ASSOCIATION_NOT_CAUSE',
    ]);
  });

  it('warns where its sign is that of season, and where days are few', () => {
    const days = Float64Array.from({ length: 1461 }, (_, day) => day);
    const season = days.map((day) => Math.cos((2 * Math.PI * day) / 365.25));
    const noise = days.map((day) => Math.sin(day * day * 0.7));
    const exposure = { ...pm, column: 'x' };
    const daily = withColumns({
      x: noise.map((value, day) => value + 20 * (season[day] as number)),
      deaths: noise.map((value, day) => Math.round(50 - 20 * (season[day] as number) + 5 * value)),
    });
    expect(codes({ exposure, lags: 1 }, daily).slice(0, 2)).toEqual(['SIGN_CHANGES', 'FEW_INDEPENDENT_DAYS']);
    const { warnings, lags } = found(ask({ exposure }, daily));
    expect(lags[0]?.raw.r).toBeLessThan(-0.9);
    expect(lags[0]?.adjusted.r).toBeGreaterThan(0.9);
    expect(warnings[0]?.message).toContain('trend, season, day of week, temperature and public holidays');
  });

  it('leaves out weather that does not vary', () => {
    const daily = withColumns({ temp: new Float64Array(1461).fill(20) });
    expect(found(ask({}, daily)).lags[0]?.adjusted.given).not.toContain('temperature');
  });

  it('tells nothing of fewer than 365 days or 100 events', () => {
    const small = { kind: 'problem', code: 'GROUP_TOO_SMALL', field: 'outcome' };
    expect(ask({ months: [1, 2] })).toMatchObject(small);
    const part = (name: string) =>
      (madeUp.columns[name] as Float64Array).map((value, day) => (day < 300 ? value : Number.NaN));
    expect(ask({}, withColumns({ pm: part('pm') }))).toMatchObject(small);
    // without weather there is enough, with it not: neither is told
    expect(ask({}, withColumns({ temp: part('temp') }))).toMatchObject(small);
    expect(ask({}, withColumns({ deaths: new Float64Array(1461) }))).toMatchObject(small);
  });

  it.each([
    ['lags', 'WRONG_SETTING', { lags: 31 }],
    ['lags', 'WRONG_SETTING', { lags: 0.5 }],
    ['months', 'WRONG_SETTING', { months: [13] }],
    ['exposure', 'UNKNOWN_COLUMN', { exposure: { ...pm, column: 'so2' } }],
    ['outcome', 'UNKNOWN_COLUMN', { outcome: { column: 'visits', label: 'visits' } }],
    ['exposure', 'COLLINEAR', { exposure: { ...pm, column: 'time' } }],
  ] satisfies (readonly [string, string, Partial<CorrelationQuestion>])[])(
    'says what is wrong with %s: %s',
    (field, code, more) => {
      expect(ask(more)).toMatchObject({ kind: 'problem', field, code });
    },
  );

  it('of whatever numbers lies between −1 and 1, within its interval', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 11 }),
        fc.constantFrom('PEARSON' as const, 'SPEARMAN' as const),
        (x, y, method) => {
          const repeated = (values: readonly number[]) =>
            Float64Array.from(
              { length: 1461 },
              (_, day) => values[(day * 7 + (day >> 3)) % values.length] as number,
            );
          const told = ask(
            { exposure: { ...pm, column: 'x' }, method, lags: 1 },
            withColumns({ x: repeated(x), deaths: repeated(y) }),
          );
          if (told.kind === 'problem') return;
          for (const { raw, adjusted } of told.lags)
            for (const { r, low, high, p, pAdjusted } of [raw, adjusted]) {
              expect(-1 <= low && low <= r && r <= high && high <= 1, `${low} ${r} ${high}`).toBe(true);
              expect(0 <= p && p <= pAdjusted && pAdjusted <= 1).toBe(true);
            }
        },
      ),
      { numRuns: 40 },
    );
  });
});
