import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { hourMs, makeStored, minuteMs } from '@aqmrg/platform/ports/series.builders.ts';
import type { HourlyQuery, SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HistoryRequest, readHistories } from './history.ts';

const origin = Date.parse('2023-07-01T12:00:00Z');
let folder: string;
let store: Awaited<ReturnType<typeof openDuckdbSeries>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'air-graph-history-'));
  store = await openDuckdbSeries({ file: join(folder, 'series.duckdb') });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** Writes the hour of this age, of which the reading covers these minutes. */
const write = (sensorId: string, quantity: Quantity, age: number, value: number, minutes = 60) => {
  const periodStart = origin - (age + 1) * hourMs;
  const periodEnd = periodStart + minutes * minuteMs;
  return store.writer.write([makeStored({ sensorId, quantity, periodStart, periodEnd, value })]);
};

const place = (sensorId: string, latitude: number | null = null, longitude: number | null = null) => ({
  sensorId,
  timeZone: 'Africa/Kampala',
  latitude,
  longitude,
});
const read = (request: Partial<HistoryRequest> & Pick<HistoryRequest, 'sensors'>, reader = store.reader) =>
  readHistories(reader, { quantity: 'PM25', origin, series: [], ...request });

describe('histories', () => {
  it('have the hour that ends at the origin first, and nothing that ends after it', async () => {
    for (const age of [-1, 0, 5, 671, 672]) await write('one', 'PM25', age, 100 + age);
    const [history] = await read({ sensors: [place('one')] });
    const target = history?.series.target ?? new Float64Array();
    expect(target).toHaveLength(672);
    const there = [...target.entries()].filter(([, value]) => !Number.isNaN(value));
    expect(there).toEqual([
      [0, 100],
      [5, 105],
      [671, 771],
    ]);
  });

  it('leave out an hour of which too little is covered', async () => {
    await write('short', 'PM25', 0, 10, 44);
    await write('short', 'PM25', 1, 20, 45);
    const [history] = await read({ sensors: [place('short')] });
    expect([...(history?.series.target ?? [])].slice(0, 2)).toEqual([Number.NaN, 20]);
  });

  it('answer each sensor asked for, in that order, those without data too', async () => {
    await write('two', 'PM25', 0, 7);
    const found = await read({ sensors: [place('nobody'), place('two')] });
    expect(found.map(({ sensorId, series }) => [sensorId, series.target?.[0]])).toEqual([
      ['nobody', Number.NaN],
      ['two', 7],
    ]);
  });

  it('bring other quantities, and the wind as components', async () => {
    await write('windy', 'TEMPERATURE', 0, 21);
    await write('windy', 'WIND_SPEED', 0, 3);
    await write('windy', 'WIND_DIRECTION', 0, 90);
    await write('windy', 'WIND_SPEED', 1, 3);
    const [history] = await read({ sensors: [place('windy')], series: ['TEMPERATURE', 'WIND_U', 'WIND_V'] });
    const { TEMPERATURE, WIND_U, WIND_V } = history?.series ?? {};
    expect([TEMPERATURE?.[0], WIND_U?.[0], WIND_U?.[1]]).toEqual([21, -3, Number.NaN]);
    expect(WIND_V?.[0]).toBeCloseTo(0, 12);
  });

  it('bring the mean of neighbours that were not asked for themselves', async () => {
    await write('near', 'PM25', 0, 10);
    await write('nearer', 'PM25', 0, 20);
    await write('far', 'PM25', 0, 900);
    const others = [
      place('near', 0.4, 32.5),
      place('nearer', 0.35, 32.5),
      place('far', 5, 32.5),
      place('lost'),
    ];
    const [history] = await read({ sensors: [place('alone', 0.3, 32.5)], series: ['neighbours'], others });
    expect(history?.series.neighbours?.[0]).toBe(15);
  });

  it('are read in queries of bounded size', async () => {
    const queries: HourlyQuery[] = [];
    const counting: SeriesReader = {
      ...store.reader,
      hourly: (query, signal) => {
        queries.push(query);
        return store.reader.hourly(query, signal);
      },
    };
    const sensors = Array.from({ length: 400 }, (_, n) => place(`many-${n}`));
    expect(await read({ sensors }, counting)).toHaveLength(400);
    expect(queries.flatMap(({ sensorIds }) => sensorIds)).toHaveLength(400);
    for (const { sensorIds } of queries) expect(sensorIds.length * 672).toBeLessThanOrEqual(100_000);
  });

  it('stop when they are no longer wanted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(read({ sensors: [place('one')], signal })).rejects.toThrow('enough');
  });

  it('have no origin between two hours', async () => {
    await expect(read({ sensors: [place('one')], origin: origin + 1 })).rejects.toThrow(RangeError);
  });
});
