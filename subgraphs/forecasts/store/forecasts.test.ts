import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Forecast } from '../domain/forecast.ts';
import { dayMs, hourMs } from '../domain/hours.ts';
import { makeForecast, makeOutlooks, monday } from '../testing/builders.ts';
import { type Forecasts, openForecasts } from './forecasts.ts';

describe('kept forecasts', () => {
  let database: Database;
  let forecasts: Forecasts;
  let sensors = 0;
  beforeAll(async () => {
    database = await lendDatabase();
    forecasts = openForecasts(database);
  });
  afterAll(() => database?.close());

  const newSensor = (): string => {
    sensors += 1;
    return `s-${sensors}`;
  };
  const newestOf = async (sensorId: string): Promise<Forecast | undefined> =>
    (await forecasts.newest([{ sensorId, quantity: 'PM25' }], 0))[0];
  const tellAll = async (): Promise<Forecast[]> => {
    const told: Forecast[] = [];
    while ((await forecasts.tellNext(100, async (those) => void told.push(...those))) > 0);
    return told;
  };

  it('come back as they were', async () => {
    const forecast = makeForecast({ sensorId: newSensor() });
    expect(await forecasts.keep([forecast])).toBe(1);
    expect(await newestOf(forecast.sensorId)).toStrictEqual(forecast);
  });

  it('take the place of the one of the same hour, and keep when they were made', async () => {
    const sensorId = newSensor();
    const first = makeForecast({ sensorId });
    const madeAt = first.madeAt + 600_000;
    const second = makeForecast({ sensorId, madeAt, outlooks: makeOutlooks(monday, { mean: 99 }) });
    await forecasts.keep([first]);
    expect(await forecasts.keep([second])).toBe(1);
    expect(await newestOf(sensorId)).toStrictEqual(second);
    // an older one that comes late, as from a process that was held up
    expect(await forecasts.keep([first])).toBe(0);
    expect(await newestOf(sensorId)).toStrictEqual(second);
  });

  it('are known as overtaken where a later one was kept meanwhile', async () => {
    const first = makeForecast({ sensorId: 'overtaken' });
    const later = { ...first, madeAt: first.madeAt + 1_000, kind: 'PERSISTENCE' as const };
    await forecasts.keep([later]);
    expect(await forecasts.keep([first])).toBe(0);
    expect([...(await forecasts.overtaken([first]))]).toEqual(['PM25 overtaken']);
    expect((await forecasts.overtaken([later])).size).toBe(0);
  });

  it('stay as they are where nothing new is said', async () => {
    const first = makeForecast({ sensorId: newSensor() });
    await forecasts.keep([first]);
    expect(await forecasts.keep([{ ...first, madeAt: first.madeAt + 60_000 }])).toBe(0);
    expect((await newestOf(first.sensorId))?.madeAt).toBe(first.madeAt);
  });

  it('are told once each, and again where they were made anew; shadows are not told', async () => {
    const sensorId = newSensor();
    const shadow = makeForecast({ sensorId, isShadow: true, model: { id: 'new', version: '1' } });
    await tellAll();
    const first = makeForecast({ sensorId });
    await forecasts.keep([first, shadow]);
    expect(await tellAll()).toStrictEqual([first]);
    expect(await tellAll()).toEqual([]);
    await forecasts.keep([
      { ...first, madeAt: first.madeAt + 1, outlooks: makeOutlooks(monday, { mean: 99 }) },
    ]);
    expect(await tellAll()).toHaveLength(1);
  });

  it('are told again where telling failed', async () => {
    const first = makeForecast({ sensorId: newSensor() });
    await forecasts.keep([first]);
    await expect(forecasts.tellNext(10, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await tellAll()).toHaveLength(1);
  });

  it('are not shown where they are shadows, nor when they are too old', async () => {
    const sensorId = newSensor();
    await forecasts.keep([
      makeForecast({ sensorId, issuedAt: monday - hourMs }),
      makeForecast({ sensorId, isShadow: true, model: { id: 'new', version: '1' } }),
    ]);
    expect((await newestOf(sensorId))?.issuedAt).toBe(monday - hourMs);
    expect(await forecasts.newest([{ sensorId, quantity: 'PM25' }], monday)).toEqual([]);
  });

  it('come page by page, oldest first, without shadows', async () => {
    const sensorId = newSensor();
    const issued = [4, 3, 2, 1, 0].map((hours) => monday - hours * hourMs);
    await forecasts.keep([
      ...issued.map((issuedAt) => makeForecast({ sensorId, issuedAt })),
      makeForecast({ sensorId, isShadow: true, model: { id: 'new', version: '1' } }),
    ]);
    const query = { sensorId, quantity: 'PM25', from: issued[1] as number, to: monday, limit: 2 } as const;
    const first = await forecasts.page({ ...query, after: null });
    expect(first.map(({ issuedAt }) => issuedAt)).toEqual(issued.slice(1, 3));
    const second = await forecasts.page({ ...query, after: issued[2] as number });
    expect(second.map(({ issuedAt }) => issuedAt)).toEqual(issued.slice(3));
  });

  it('are known by the hour for which they were issued', async () => {
    const sensorId = newSensor();
    const issuedAt = monday + 100 * hourMs;
    await forecasts.keep([makeForecast({ sensorId, issuedAt })]);
    expect(await forecasts.issuedFor(issuedAt)).toEqual([
      { sensorId, quantity: 'PM25', issuedAt, newestHourEnd: issuedAt },
    ]);
  });

  it('are dropped when they are too old, no more than asked at once', async () => {
    const sensorId = newSensor();
    const old = monday - 200 * dayMs;
    await forecasts.keep(
      [0, 1, 2].map((hours) => makeForecast({ sensorId, issuedAt: old + hours * hourMs })),
    );
    expect(await forecasts.drop(monday - 120 * dayMs, 2)).toBe(2);
    expect(await forecasts.drop(monday - 120 * dayMs, 2)).toBe(1);
    expect(await newestOf(sensorId)).toBeUndefined();
  });
});
