import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hourMs, start } from '../testing/builders.ts';
import { openPorts, openRoom, saySensors } from '../testing/open-room.ts';

const gzip = { 'content-encoding': 'gzip' };

let hour = 0;
/** Each row has an hour of its own. */
const makeRow = (): Record<string, unknown> => {
  const periodStart = start - 20_000 * hourMs + hour++ * hourMs;
  return {
    ...{ sensorId: 's1', quantity: 'PM25', periodStart: new Date(periodStart).toISOString() },
    ...{ periodEnd: periodStart + hourMs, value: 12.5, unit: 'MICROGRAM_PER_CUBIC_METRE' },
  };
};

describe('POST /v1/readings before rows are counted', () => {
  let few: Awaited<ReturnType<typeof openRoom>>;
  let own: Awaited<ReturnType<typeof openPorts>>;
  beforeEach(async () => {
    own = await openPorts();
    few = await openRoom(own.ports, { rowsPerMinute: 10 });
    await saySensors(own.ports.eventLog, { sensorId: 's1' });
  });
  afterEach(async () => {
    await few.stop();
    await own.close();
  });
  const send = async (payload: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await few.app.inject({
      method: 'POST',
      url: '/v1/readings',
      headers: { 'content-type': 'application/json', authorization: 'Bearer device', ...headers },
      payload,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
  const statusesOf = async (times: number, ...sent: Parameters<typeof send>) => {
    const statuses: number[] = [];
    for (let i = 0; i < times; i += 1) statuses.push((await send(...sent)).status);
    return statuses;
  };
  const tenTimes = (status: number) => Array.from({ length: 10 }, () => status);

  it.each<[string, number, string | Buffer, Record<string, string>]>([
    ['no row', 200, '[]', {}],
    ['no JSON', 400, '[1,', {}],
    ['no list', 400, '{}', {}],
    ['no gzip', 400, '[]', gzip],
    ['no media type that is known', 415, '[]', { 'content-type': 'text/csv' }],
    ['more rows than a minute has', 413, `[${'{},'.repeat(10)}{}]`, {}],
  ])('limits calls with %s, which are told when to come again', async (_what, status, payload, headers) => {
    expect(await statusesOf(10, payload, headers)).toEqual(tenTimes(status));
    const refused = await send(payload, headers);
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMITED', limit: 10 } } });
    expect(refused.headers).toMatchObject({ 'retry-after': '60', 'ratelimit-remaining': '0' });
    few.clock.now += 60_000;
    expect((await send(payload, headers)).status).toBe(status);
  });

  it('takes more for a longer body, as long as it is once it is inflated', async () => {
    const spaces = `[${' '.repeat(10_000)}`;
    expect(await statusesOf(2, spaces)).toEqual([400, 429]);
    few.clock.now += 60_000;
    expect(await statusesOf(2, gzipSync(spaces), gzip)).toEqual([400, 429]);
    few.clock.now += 60_000;
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024, 0x20));
    expect(await statusesOf(2, bomb, gzip)).toEqual([413, 429]);
  });

  it('reads nothing more of who has nothing left', async () => {
    await statusesOf(10, '[]');
    expect((await send(`[${' '.repeat(200_000)}]`)).status).toBe(429);
  });

  it('takes nothing from who sends what they may send, in calls of any size', async () => {
    expect(await statusesOf(10, JSON.stringify([makeRow()]))).toEqual(tenTimes(200));
    few.clock.now += 60_000;
    expect((await send(JSON.stringify(Array.from({ length: 10 }, () => makeRow())))).status).toBe(200);
  });

  it('lets our own services do as they like', async () => {
    expect(await statusesOf(11, '[1,', { authorization: 'Bearer admin' })).toEqual([...tenTimes(400), 400]);
  });
});
