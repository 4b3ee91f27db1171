import type { Consumer } from '@aqmrg/platform/ports/event-log.ts';
import { forecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../domain/hours.ts';
import { makeReading, monday } from '../testing/builders.ts';
import {
  everyRecord,
  openParts,
  openPorts,
  type Parts,
  type TestPorts,
  until,
} from '../testing/open-room.ts';
import { refreshForecasts } from './refresh-forecasts.ts';

describe('accepted readings', () => {
  let ports: TestPorts;
  let parts: Parts;
  let consumer: Consumer;
  beforeAll(async () => {
    ports = await openPorts();
    parts = await openParts(ports);
    await parts.saySensors({ sensorId: 'a' }, { sensorId: 'b' });
    consumer = refreshForecasts(parts);
  });
  afterAll(async () => {
    await consumer?.stop();
    await parts?.stop();
    await ports?.close();
  });

  const told = async (sensorId: string) =>
    (await everyRecord(ports, forecastIssued)).filter((forecast) => forecast.sensorId === sensorId);
  const through = () => until(async () => (await consumer.lag()) === 0);

  it('of two thousand hours ask for one forecast', async () => {
    const history = Array.from({ length: 2_000 }, (_, hour) =>
      makeReading(monday - hour * hourMs, { sensorId: 'a' }),
    );
    await parts.accept(history.toReversed());
    await until(async () => (await told('a')).length > 0);
    await through();
    expect(await told('a')).toHaveLength(1);
    expect(parts.fake.asked.length).toBeLessThan(5);
  });

  it('of the newest hour make the forecast of this hour anew', async () => {
    await parts.accept([makeReading(monday - hourMs, { sensorId: 'b', value: 10 })]);
    await until(async () => (await told('b')).length === 1);
    parts.clock.now += 60_000;
    await parts.accept([makeReading(monday, { sensorId: 'b', value: 90 })]);
    await until(async () => (await told('b')).length === 2);
    const [first, second] = await told('b');
    expect([first?.issuedAt, second?.issuedAt]).toEqual([monday, monday]);
    expect(second?.madeAt).toBeGreaterThan(first?.madeAt ?? 0);
  });

  it('of an old hour ask for nothing', async () => {
    await parts.accept([makeReading(monday - 30 * hourMs, { sensorId: 'b', value: 11 })]);
    await through();
    expect(await told('b')).toHaveLength(2);
  });
});
