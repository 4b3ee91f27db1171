import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../domain/hours.ts';
import { makeReading, monday } from '../testing/builders.ts';
import { openParts, openPorts, type Parts, type TestPorts, until } from '../testing/open-room.ts';
import { createForecasting } from './keep-forecasting.ts';

describe('who leads', () => {
  let ports: TestPorts;
  let parts: Parts;
  const leading = new AbortController();
  let working: Promise<void>;
  let failures = 0;
  beforeAll(async () => {
    ports = await openPorts();
    parts = await openParts(ports);
    await parts.saySensors(
      { sensorId: 'a' },
      // names no quantities: it may measure any
      { sensorId: 'b', quantities: [] },
      { sensorId: 'humid', quantities: ['HUMIDITY'] },
    );
    const hours = Array.from({ length: 30 }, (_, hour) => monday + (5 - hour) * hourMs);
    await parts.write(['a', 'b'].flatMap((sensorId) => hours.map((end) => makeReading(end, { sensorId }))));
    const tidy = async (): Promise<void> => {
      failures += 1;
      if (failures === 1) throw new Error('the database was away');
    };
    working = createForecasting({ ...parts, tidy, lookEveryMs: 10 })(leading.signal);
  });
  afterAll(async () => {
    leading.abort();
    await working;
    await parts?.stop();
    await ports?.close();
  });

  const issuedFor = async (origin: number) =>
    (await parts.forecasts.issuedFor(origin)).map(({ sensorId }) => sensorId).sort();

  it('makes the forecasts of the hour at once when it begins, of all who measure what is forecast', async () => {
    await until(async () => (await issuedFor(monday)).length === 2);
    expect(await issuedFor(monday)).toEqual(['a', 'b']);
  });

  it('goes on where something failed', async () => {
    await until(async () => failures >= 2);
  });

  it('makes those of the next hour half a minute behind it, and not before', async () => {
    parts.clock.now = monday + hourMs + 29_000;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await issuedFor(monday + hourMs)).toEqual([]);
    parts.clock.now = monday + hourMs + 30_000;
    await until(async () => (await issuedFor(monday + hourMs)).length === 2);
  });

  it('asks nobody twice in one hour', async () => {
    const before = parts.fake.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(parts.fake.asked.length).toBe(before);
  });

  it('scores what has come, hour by hour', async () => {
    parts.clock.now = monday + 5 * hourMs;
    await until(
      async () =>
        (await parts.scores.windows([{ sensorId: 'a', quantity: 'PM25' }], parts.clock.now)).length > 0,
    );
  });
});
