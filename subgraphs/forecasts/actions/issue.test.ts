import { forecastExceedance, forecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../domain/hours.ts';
import { makeForecast, makeReading, makeReplayed, monday } from '../testing/builders.ts';
import { makeInfo } from '../testing/fake-models.ts';
import { everyRecord, openParts, openPorts, type Parts, type TestPorts } from '../testing/open-room.ts';
import { createIssuer } from './issue.ts';

const live = makeInfo();
const replay = makeInfo({ version: '2022-12-31', stage: 'replay' });
const shadow = makeInfo({ id: 'pm25-new', version: '2024-06-30', stage: 'shadow' });

describe('issuing', () => {
  let ports: TestPorts;
  let parts: Parts;
  beforeAll(async () => {
    ports = await openPorts();
    parts = await openParts(ports, [live, replay, shadow]);
    await parts.saySensors(
      { sensorId: 'live' },
      { sensorId: 'replayed' },
      { sensorId: 'silent' },
      { sensorId: 'retired', retired: true },
    );
    const day = Array.from({ length: 24 }, (_, hour) => monday - hour * hourMs);
    await parts.write([
      ...day.map((end) => makeReading(end, { sensorId: 'live', value: 60 })),
      ...day.map((end) => makeReplayed(end, end - 3 * 365 * 24 * hourMs, { sensorId: 'replayed' })),
      makeReading(monday - 20 * 24 * hourMs, { sensorId: 'silent' }),
    ]);
  });
  afterAll(async () => {
    await parts?.stop();
    await ports?.close();
  });

  const issue = (...ids: readonly string[]) =>
    parts.issuer.issue(
      ids.map((sensorId) => ({ sensorId, quantity: 'PM25' as const })),
      monday,
      parts.signal,
    );
  const newestOf = async (sensorId: string) =>
    (await parts.forecasts.newest([{ sensorId, quantity: 'PM25' }], 0))[0];

  it('stores a forecast with its targets, its persistence and what it was made of', async () => {
    await issue('live');
    expect(await newestOf('live')).toMatchObject({
      issuedAt: monday,
      madeAt: monday + 60_000,
      kind: 'PM_ONLY',
      model: { id: 'pm25-pm-only', version: '2023-12-31' },
      trainedTo: Date.UTC(2023, 11, 31, 23, 59, 59),
      replayed: false,
      inputs: { newestHourEnd: monday, observed24: 24, observed168: 24 },
      outlooks: [
        { head: 'PT4H', persistence: 60, mean: 61, to: monday + 4 * hourMs },
        ...['PT24H', 'PT72H', 'D1', 'D2', 'D3'].map((head) => ({ head })),
      ],
    });
  });

  it('serves sensors that repeat recorded air by models of their own', async () => {
    await issue('replayed');
    expect(await newestOf('replayed')).toMatchObject({
      replayed: true,
      model: { version: '2022-12-31' },
    });
  });

  it('reads what a model looks at where it may serve, and nowhere else', async () => {
    await parts.saySensors({ sensorId: 'north', location: { latitude: 39.9, longitude: 116.4 } });
    await parts.write([makeReading(monday, { sensorId: 'north' })]);
    const before = parts.fake.asked.length;
    await issue('live', 'north');
    const asked = parts.fake.asked.slice(before).filter(({ stage }) => stage === 'production');
    expect(asked).toEqual([
      { stage: 'production', sensors: 1, series: ['target'] },
      { stage: 'production', sensors: 1, series: ['target', 'PM10'] },
    ]);
  });

  it('runs shadows beside the others, stores them and never shows them', async () => {
    expect(parts.fake.asked.some(({ stage }) => stage === 'shadow')).toBe(true);
    const due = await parts.scores.due(monday + 5 * hourMs, 100);
    const ofShadow = due.filter(({ forecast }) => forecast.isShadow);
    expect(ofShadow.map(({ forecast }) => forecast.model?.id)).toContain('pm25-new');
    expect((await newestOf('live'))?.model?.id).toBe('pm25-pm-only');
  });

  it('asks no model about sensors that were silent for a week, are retired, or that nobody knows', async () => {
    const before = parts.fake.asked.length;
    await issue('silent', 'retired', 'nobody');
    expect(parts.fake.asked.length).toBe(before);
    expect(await newestOf('silent')).toBeUndefined();
  });

  it('tells what it made once, also where the same is made again', async () => {
    await issue('live', 'replayed');
    const told = await everyRecord(ports, forecastIssued);
    const ids = told.map(({ sensorId }) => sensorId);
    expect(ids.filter((id) => id !== 'north')).toEqual(['live', 'replayed']);
    expect(told.every(({ isShadow }) => !isShadow)).toBe(true);
  });

  it('tells which days are likely to reach which category, once', async () => {
    const told = (await everyRecord(ports, forecastExceedance)).filter(({ sensorId }) => sensorId === 'live');
    // a median of 60 µg/m³ on three days: Moderate, for sensitive groups, and unhealthy
    expect(told).toHaveLength(9);
    expect(new Set(told.map(({ date }) => date))).toEqual(
      new Set(['2026-11-24', '2026-11-25', '2026-11-26']),
    );
    expect(told.every(({ probability, isExpected }) => isExpected && probability >= 0.5)).toBe(true);
  });

  it('makes a forecast anew where more data came for the same hour', async () => {
    parts.clock.now = monday + 20 * 60_000;
    await parts.saySensors({ sensorId: 'late' });
    await parts.write([makeReading(monday - hourMs, { sensorId: 'late', value: 10 })]);
    await issue('late');
    await parts.write([makeReading(monday, { sensorId: 'late', value: 90 })]);
    parts.clock.now = monday + 25 * 60_000;
    await issue('late');
    expect(await newestOf('late')).toMatchObject({
      issuedAt: monday,
      madeAt: monday + 25 * 60_000,
      inputs: { newestHourEnd: monday },
    });
    const told = (await everyRecord(ports, forecastIssued)).filter(({ sensorId }) => sensorId === 'late');
    expect(told.map(({ outlooks }) => outlooks[0]?.persistence)).toEqual([10, 90]);
  });

  describe('while another process and the registry go on', () => {
    /** An issuer that something happens to while it reads. */
    const issuedWhile = async (sensorId: string, happens: () => Promise<unknown>) => {
      await parts.saySensors({ sensorId });
      await parts.write(
        Array.from({ length: 24 }, (_, hour) => makeReading(monday - hour * hourMs, { sensorId, value: 60 })),
      );
      const reader = Object.create(parts.reader, {
        hourly: {
          value: async (...asked: Parameters<typeof parts.reader.hourly>) => {
            const found = await parts.reader.hourly(...asked);
            await happens();
            return found;
          },
        },
      });
      const issuer = createIssuer({ ...parts, reader });
      await issuer.issue([{ sensorId, quantity: 'PM25' }], monday, parts.signal);
      return newestOf(sensorId);
    };

    it('takes the place of none that was read later, and says nothing of its days', async () => {
      const readAt = parts.clock.now;
      const theirs = makeForecast({ sensorId: 'overtaken', madeAt: readAt + 1_000, kind: 'PERSISTENCE' });
      const kept = await issuedWhile('overtaken', async () => {
        await parts.forecasts.keep([theirs]);
        parts.clock.now = readAt + 2_000;
      });
      expect(kept).toMatchObject({ kind: 'PERSISTENCE', madeAt: readAt + 1_000 });
      const said = await everyRecord(ports, forecastExceedance);
      expect(said.filter(({ sensorId }) => sensorId === 'overtaken')).toEqual([]);
    });

    it('tells up to when the model that answered was trained, not the one that was there before', async () => {
      const next = makeInfo({ version: '2024-06-30' });
      const made = await issuedWhile('swapped', async () => parts.fake.swap([next, replay, shadow]));
      expect(made).toMatchObject({
        model: { version: '2024-06-30' },
        trainedTo: Date.UTC(2024, 5, 30, 23, 59, 59),
      });
      parts.fake.swap([live, replay, shadow]);
    });
  });

  it('counts what it made, what it could not, and how long that took', async () => {
    const text = await parts.metrics();
    expect(text).toMatch(/aqmrg_forecasts_issued_total\{quantity="PM25",kind="PM_ONLY",shadow="false"\} \d/);
    expect(text).toContain('aqmrg_forecasts_issued_total{quantity="PM25",kind="NONE",shadow="false"} 1');
    expect(text).toContain('aqmrg_forecast_stage_duration_seconds_count{stage="read"}');
  });

  it('goes in batches, one at a time, and lets a few in between many', async () => {
    const ids = Array.from({ length: 1_200 }, (_, i) => `many-${i}`);
    await parts.saySensors(...ids.map((sensorId) => ({ sensorId })));
    await parts.write(ids.map((sensorId) => makeReading(monday, { sensorId })));
    const before = parts.fake.asked.length;
    await Promise.all([issue(...ids), issue('live')]);
    const sizes = parts.fake.asked
      .slice(before)
      .filter(({ stage }) => stage === 'production')
      .map(({ sensors }) => sensors);
    expect(sizes).toEqual([500, 1, 500, 200]);
    expect(await newestOf('many-1199')).toBeDefined();
  });
});
