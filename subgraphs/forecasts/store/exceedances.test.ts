import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { ForecastExceedance } from '@aqmrg/schema/events/forecasts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../domain/hours.ts';
import { monday } from '../testing/builders.ts';
import { type Exceedances, type Expectation, openExceedances } from './exceedances.ts';

const expectation = (fields: Partial<Expectation> = {}): Expectation => ({
  sensorId: 's1',
  quantity: 'PM25',
  date: '2026-11-24',
  category: 'Unhealthy',
  lowerBound: 55.5,
  probability: 0.6,
  issuedAt: monday,
  replayed: false,
  ...fields,
});

describe('days that are expected to be bad', () => {
  let database: Database;
  let exceedances: Exceedances;
  beforeAll(async () => {
    database = await lendDatabase();
    exceedances = openExceedances(database);
  });
  afterAll(() => database?.close());

  const told = async (): Promise<ForecastExceedance[]> => {
    const all: ForecastExceedance[] = [];
    await exceedances.tellNext(100, async (those) => void all.push(...those));
    return all;
  };

  it('are told when they become likely, once, and when they are so no longer', async () => {
    await exceedances.note([expectation({ probability: 0.49 })]);
    expect(await told()).toEqual([]);
    await exceedances.note([expectation({ probability: 0.5 })]);
    expect(await told()).toEqual([{ ...expectation({ probability: 0.5 }), isExpected: true }]);
    await exceedances.note([expectation({ probability: 0.9, issuedAt: monday + hourMs })]);
    expect(await told()).toEqual([]);
    await exceedances.note([expectation({ probability: 0.2, issuedAt: monday + 2 * hourMs })]);
    expect(await told()).toMatchObject([{ isExpected: false, probability: 0.2 }]);
    expect(await told()).toEqual([]);
  });

  it('are not changed by an older forecast that comes late', async () => {
    const of = { sensorId: 's2' };
    await exceedances.note([expectation({ ...of, issuedAt: monday + hourMs })]);
    await exceedances.note([expectation({ ...of, probability: 0.1, issuedAt: monday })]);
    expect(await told()).toMatchObject([{ isExpected: true }]);
  });

  it('are told again where telling failed', async () => {
    await exceedances.note([expectation({ sensorId: 's3' })]);
    await expect(exceedances.tellNext(10, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await told()).toHaveLength(1);
  });
});
