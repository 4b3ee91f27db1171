import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bitOf, everyHead } from '../domain/due.ts';
import { dayMs, hourMs } from '../domain/hours.ts';
import type { Sample } from '../domain/sample.ts';
import { noSums, type Sums } from '../domain/scoring.ts';
import { makeForecast, monday } from '../testing/builders.ts';
import { type Forecasts, openForecasts } from './forecasts.ts';
import { everySensor, type Looked, openScores, type Scores } from './scores.ts';

const sums = (fields: Partial<Sums> = {}): Sums => ({ ...noSums, n: 1, absError: 2, pinball: 1, ...fields });

describe('scores', () => {
  let database: Database;
  let forecasts: Forecasts;
  let scores: Scores;
  let sensors = 0;
  beforeAll(async () => {
    database = await lendDatabase();
    forecasts = openForecasts(database);
    scores = openScores(database);
  });
  afterAll(() => database?.close());

  const issue = async (fields: Parameters<typeof makeForecast>[0] = {}): Promise<Looked> => {
    sensors += 1;
    const forecast = makeForecast({ sensorId: `s-${sensors}`, ...fields });
    await forecasts.keep([forecast]);
    return { forecast, scored: 0, done: 0, scores: [] };
  };
  const scored = (looked: Looked, sample: Sample = 'OUT_OF_SAMPLE', of = sums()): Looked => ({
    ...looked,
    done: bitOf('PT4H'),
    scores: [{ head: 'PT4H', sample, sums: of }],
  });
  const windowsOf = async ({ forecast: { sensorId } }: Looked, now = monday + 5 * hourMs) =>
    scores.windows([{ sensorId, quantity: 'PM25' }], now);
  const atFour = monday + 4 * hourMs + 10 * 60_000;

  it('are due when their first target is, the longest waiting first', async () => {
    expect((await scores.due(monday, 10)).length).toBe(0);
    const one = await issue();
    const other = await issue({ issuedAt: monday - hourMs });
    const due = await scores.due(atFour, 10);
    expect(due.map(({ forecast }) => forecast.sensorId)).toEqual([
      other.forecast.sensorId,
      one.forecast.sensorId,
    ]);
    expect(await scores.waitingSince(atFour)).toBe(monday + 3 * hourMs + 5 * 60_000);
  });

  it('add up over 7, 30 and 90 days, of the sensor and of all', async () => {
    const recent = await issue();
    const old = await issue({ sensorId: recent.forecast.sensorId, issuedAt: monday - 20 * dayMs });
    const [before] = await scores.windows([{ sensorId: everySensor, quantity: 'PM25' }], monday);
    await scores.keep([scored(recent), scored(old)], atFour);
    const windows = await windowsOf(recent);
    expect(Object.fromEntries(windows.map(({ windowDays, sums: { n } }) => [windowDays, n]))).toEqual({
      7: 1,
      30: 2,
      90: 2,
    });
    const all = await scores.windows([{ sensorId: everySensor, quantity: 'PM25' }], monday);
    const month = all.find(({ windowDays, head }) => windowDays === 30 && head === 'PT4H');
    expect(month?.sums.n).toBe((before?.sums.n ?? 0) + 2);
  });

  it('count once, however often the same look is kept', async () => {
    const looked = scored(await issue());
    await scores.keep([looked], atFour);
    await scores.keep([looked], atFour);
    expect((await windowsOf(looked))[0]?.sums.n).toBe(1);
  });

  it('do not count where the forecast was made anew meanwhile', async () => {
    const looked = scored(await issue());
    const anew = { ...looked.forecast, madeAt: looked.forecast.madeAt + 1, kind: 'FULL' as const };
    await forecasts.keep([anew]);
    await scores.keep([looked], atFour);
    expect(await windowsOf(looked)).toEqual([]);
  });

  it('keep what was in sample apart', async () => {
    const one = await issue();
    const other = await issue({ sensorId: one.forecast.sensorId, issuedAt: monday - hourMs });
    await scores.keep([scored(one), scored(other, 'IN_SAMPLE')], atFour);
    const samples = (await windowsOf(one)).filter(({ windowDays }) => windowDays === 7);
    expect(samples.map(({ sample, sums: { n } }) => [sample, n]).sort()).toEqual([
      ['IN_SAMPLE', 1],
      ['OUT_OF_SAMPLE', 1],
    ]);
  });

  it('keep models and shadows apart', async () => {
    const one = await issue();
    const { sensorId } = one.forecast;
    const shadow = await issue({ sensorId, isShadow: true, model: { id: 'new', version: '1' } });
    await scores.keep([scored(one), scored(shadow)], atFour);
    const models = (await windowsOf(one)).filter(({ windowDays }) => windowDays === 7);
    expect(models.map(({ model, isShadow }) => [model?.id, isShadow]).sort()).toEqual([
      ['new', true],
      ['pm25-pm-only', false],
    ]);
  });

  it('leave nothing to do when every head is done', async () => {
    const looked = await issue();
    await scores.keep([{ ...looked, done: everyHead }], atFour);
    const due = await scores.due(monday + 30 * dayMs, 1_000);
    expect(due.some(({ forecast }) => forecast.sensorId === looked.forecast.sensorId)).toBe(false);
  });
});
