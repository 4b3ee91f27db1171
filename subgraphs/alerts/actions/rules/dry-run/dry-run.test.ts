import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous } from '@aqmrg/platform/caller.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { makeReading, makeStored } from '@aqmrg/platform/ports/series.builders.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Episode } from '../../../domain/lifecycle/episode.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { RuleInput } from '../../../domain/rule/read/input.ts';
import { openRaising } from '../../../domain/rule/try/raised.ts';
import type { DryRun } from '../../../domain/rule/try/tally.ts';
import { createHistory } from '../../../domain/signal/history/history.ts';
import { samplesOf } from '../../../domain/signal/samples.ts';
import { readExpected, readYear } from '../../../testing/air/read-year.ts';
import { makeSensor } from '../../../testing/rules.ts';
import { makeDefinition } from '../../../testing/written-rules.ts';
import { createDryRun } from './dry-run.ts';

const hour = 3_600_000;
const january = Date.UTC(2022, 0, 1);
const spring = Date.UTC(2022, 3, 1);
const now = Date.UTC(2026, 10, 30);
const sensors = new Map<string, SensorChanged>(
  ['accra', 'flat-1', 'flat-2', 'flat-3', 'minutes'].map((sensorId, n) => [
    sensorId,
    makeSensor({ sensorId, timeZone: 'Africa/Accra', siteId: n === 0 ? null : 'roof', tags: [`t${n}`] }),
  ]),
);
const directory = {
  all: () => sensors.values(),
  find: (id: string) => sensors.get(id),
  catchUp: async () => {},
};

let folder: string;
let series: Awaited<ReturnType<typeof openDuckdbSeries>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dry-run-'));
  series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  const year = (await readYear('accra')).filter(({ periodEnd }) => periodEnd <= spring + 24 * hour);
  const write = (readings: readonly Partial<Reading>[]) =>
    series.writer.write(readings.map((fields) => makeStored(makeReading(fields))));
  await write(
    year.map(({ periodStart, periodEnd, value }) => ({ sensorId: 'accra', periodStart, periodEnd, value })),
  );
  /** 48 hours; the middle ones are high. */
  const flat = (sensorId: string, high: number, fields: (n: number) => Partial<Reading> = () => ({})) =>
    Array.from({ length: 48 }, (_, n) => ({
      ...{ sensorId, periodStart: january + n * hour, periodEnd: january + (n + 1) * hour },
      ...{ value: n >= 20 && n < 26 ? high : 10, ...fields(n) },
    }));
  await write([...flat('flat-1', 90), ...flat('flat-2', 80), ...flat('flat-3', 20)]);
  const fifth = hour / 5;
  await write(
    Array.from({ length: 5 * 48 }, (_, n) => ({
      ...{ sensorId: 'minutes', periodStart: january + n * fifth, periodEnd: january + (n + 1) * fifth },
      value: n % 25 === 0 ? 100 : 10,
      ...(n >= 100 && n < 160
        ? { quality: 'FAIL' as const, tests: [{ test: 'CHANNELS' as const, flag: 'FAIL' as const }] }
        : {}),
    })),
  );
});
afterAll(async () => {
  await series.close();
  await rm(folder, { recursive: true, force: true });
});

const span = { from: january, to: january + 48 * hour };
const ask = (
  rule: Partial<RuleInput>,
  input: { from?: number; to?: number; sensorIds?: readonly string[] } = {},
  signal = new AbortController().signal,
) => {
  const tried = { rule: makeDefinition(rule), ruleId: 'r', organisation: 'makerere' };
  const run = createDryRun({
    findTried: async () => ({ ...tried, fieldOf: (path: string) => `rule.${path}` }),
    ...{ directory, reader: series.reader, now: () => now },
  });
  return run({ ...span, ...input }, anonymous, signal);
};
const run = async (...asked: Parameters<typeof ask>): Promise<DryRun> => {
  const found = await ask(...asked);
  if (!('alerts' in found)) throw new Error(JSON.stringify(found));
  return found;
};
const high = { quantity: 'PM25', threshold: 55.5 } as const;

describe('a dry run', () => {
  it('raises of a real spring what somebody else found', async () => {
    const expected = (await readExpected()).accra['house-pm25-unhealthy'] ?? [];
    const whole = expected.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt <= spring);
    const found = await run(
      {
        condition: { ...high, signal: 'NOWCAST', recovery: 50 },
        pace: { for: 'PT1H', keepFiringFor: 'PT3H', noDataAfter: 'PT6H' },
      },
      { to: spring, sensorIds: ['accra'] },
    );
    expect(whole.length).toBeGreaterThan(10);
    expect(found.alerts.filter(({ resolvedAt }) => resolvedAt !== null)).toMatchObject(
      whole.map(({ peakAt: _, ...alert }) => alert),
    );
    expect(found).toMatchObject({ sensorCount: 1, messageCount: 2 * found.alertCount });
    expect(found.coverage).toBeGreaterThan(0.8);
  });

  it('raises what is raised of all readings at once, though it reads them by pages', async () => {
    const rule = {
      condition: { ...high, signal: 'ROLLING_MEAN' as const, window: 'PT3H', recovery: 50 },
      pace: { for: 'PT2H', keepFiringFor: 'PT2H', noDataAfter: 'PT5H', noData: 'ALERT' as const },
    };
    const { condition, pace } = makeDefinition(rule);
    const history = createHistory({ timeZone: 'Africa/Accra' });
    for (const air of await readYear('accra')) history.take('PM25', air);
    const raising = openRaising(pace);
    const ended = raising.take(samplesOf(condition, history, january + 1, spring));
    const shown = ({
      startedAt,
      firedAt,
      resolvedAt,
      peak,
    }: Pick<Episode, 'startedAt' | 'firedAt' | 'resolvedAt' | 'peak'>) => [
      startedAt,
      firedAt,
      resolvedAt,
      peak,
    ];
    const { alerts } = await run(rule, { to: spring, sensorIds: ['accra'] });
    expect(alerts.length).toBeGreaterThan(20);
    expect(alerts.map(shown)).toEqual([...ended, ...raising.endAt(spring)].map(shown));
  });

  it('judges readings one by one, and leaves out what failed its tests', async () => {
    const found = await run({ condition: { ...high, signal: 'VALUE' } }, { sensorIds: ['minutes'] });
    // every 25th, but for those of hours 20 to 32
    expect(found.alertCount).toBe(10 - 3);
    expect([found.sampleCount, found.alerts[1]?.startedAt]).toEqual([240, january + 26 * (hour / 5)]);
    const windows = await run(
      { condition: { ...high, signal: 'ROLLING_MEAN', window: 'PT5H', threshold: 13.5 } },
      { sensorIds: ['minutes'] },
    );
    // 19 of 25 readings are enough, one of them high
    expect(windows.alerts[0]?.peak).toBeCloseTo(280 / 19, 9);
  });

  it('counts what tests have flagged', async () => {
    const condition = { signal: 'QUALITY', quantity: 'PM25', window: 'PT2H', threshold: 10 } as const;
    const { alerts } = await run({ condition }, { sensorIds: ['minutes'] });
    const fifth = hour / 5;
    expect(alerts).toMatchObject([
      { startedAt: january + 110 * fifth, resolvedAt: january + 162 * fifth, peak: 10 },
    ]);
  });

  it('knows an hour of which nothing good was heard from silence', async () => {
    const pace = { noDataAfter: 'PT2H', noData: 'ALERT' } as const;
    const { alerts, coverage } = await run(
      { condition: { ...high, signal: 'NOWCAST' }, pace },
      { sensorIds: ['minutes'] },
    );
    expect(alerts).toEqual([]);
    expect(coverage).toBeLessThan(0.9);
    expect(coverage).toBeGreaterThan(0.6);
  });

  it('hears silence, to the end', async () => {
    const { alerts } = await run(
      { condition: { signal: 'OFFLINE' }, pace: { noDataAfter: 'PT6H' } },
      { sensorIds: ['flat-1'], to: january + 60 * hour },
    );
    expect(alerts).toMatchObject([
      { isNoData: true, startedAt: january + 54 * hour, resolvedAt: null, peak: null },
    ]);
  });

  it('judges sensors together, and tells of them once', async () => {
    const together = { sensors: 2, minSensors: 3 };
    const found = await run({
      condition: { ...high, signal: 'VALUE', together },
      scope: { sensorIds: ['flat-1', 'flat-2', 'flat-3'] },
    });
    expect(found.alerts).toMatchObject([
      { sensorId: null, startedAt: january + 21 * hour, resolvedAt: january + 27 * hour, peak: 2 },
    ]);
    expect(found).toMatchObject({ sensorCount: 3, alertCount: 1, messageCount: 2 });
  });

  it('groups messages as the rule has it', async () => {
    const rule = { condition: { ...high, signal: 'VALUE' as const }, scope: { siteIds: ['roof'] } };
    const sensorIds = ['flat-1', 'flat-2'];
    expect(await run(rule, { sensorIds })).toMatchObject({ alertCount: 2, messageCount: 4 });
    const grouped = { ...rule, telling: { groupBy: ['SITE' as const], tellsAllClear: false } };
    expect(await run(grouped, { sensorIds })).toMatchObject({ alertCount: 2, messageCount: 1 });
  });

  it('looks at the first sensors of a scope that measure it', async () => {
    expect(await run({ condition: { ...high, signal: 'VALUE' } })).toMatchObject({ sensorCount: 5 });
    const ozone = { signal: 'VALUE', quantity: 'O3', threshold: 70 } as const;
    expect(await run({ condition: ozone })).toMatchObject({ sensorCount: 0, coverage: 0, alerts: [] });
  });

  it.each<[string, Partial<RuleInput>, Parameters<typeof ask>[1], string]>([
    [
      'of forecasts',
      { condition: { ...high, signal: 'FORECAST', level: 50, threshold: 0.5 } },
      {},
      'rule.condition.signal NOT_USED',
    ],
    ['of too many days', {}, { to: january + 401 * 24 * hour }, 'to OUT_OF_RANGE'],
    ['of no time', {}, { to: january }, 'to OUT_OF_RANGE'],
    ['of the time to come', {}, { from: now + hour, to: now + 2 * hour }, 'from OUT_OF_RANGE'],
    ['of sensors that nobody knows', {}, { sensorIds: ['west'] }, 'sensorIds UNKNOWN_ID'],
    [
      'of sensors out of its scope',
      { scope: { siteIds: ['roof'] } },
      { sensorIds: ['accra'] },
      'sensorIds NOT_USED',
    ],
    ['of none', {}, { sensorIds: [] }, 'sensorIds MISSING'],
    [
      'of too many sensors',
      {},
      { sensorIds: Array.from({ length: 21 }, (_, n) => `${n}`) },
      'sensorIds TOO_MANY',
    ],
  ])('is refused %s', async (_what, rule, input, fault) => {
    const found = (await ask(rule, input)) as readonly Problem[];
    expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual([fault]);
  });

  it('ends where whoever asked is gone', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(ask({ condition: { ...high, signal: 'VALUE' } }, {}, gone)).rejects.toThrow('gone');
  });
});
