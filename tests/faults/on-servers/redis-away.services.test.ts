import { openRedisCache } from '@aqmrg/platform/drivers/redis-cache/index.ts';
import { lead } from '@aqmrg/platform/leadership.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, registerSensor } from '../../support/builders.ts';
import { until } from '../../support/client.ts';
import { freePort } from '../../support/free-port.ts';
import { type OwnServer, startOwnServer } from '../../support/own-servers.ts';
import { run } from '../../support/process.ts';
import { pause } from '../../support/reporting.ts';
import { allIsWell, audit, roofs, startLedger } from '../ledger.ts';
import { isWithoutServers, openParts, orWhyNot, type Parts } from './open-parts.ts';

const flushes = 10;
const ttlMs = 1_500;

describe.skipIf(isWithoutServers)(`a house whose Redis forgets, or is away${orWhyNot}`, () => {
  let redis: OwnServer;
  let house: Parts;
  beforeAll(async () => {
    redis = await startOwnServer('redis');
    house = await openParts(redis.environment);
    for (const id of roofs) await registerSensor(house.client, { id, name: id });
  });
  afterAll(async () => {
    await house?.end();
    await redis?.remove();
  });

  const askAs = async (credential: string, query: string, variables = {}, url = house.url) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: JSON.stringify({ query, variables }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
    return { status: response.status, ...((await response.json()) as { data?: any; errors?: unknown }) };
  };

  it('answers, takes and knows everybody as ever while Redis is flushed', async () => {
    const { token } = await house.first();
    const ledger = startLedger(house, hourStart(24 * 300), { pauseMs: 20 });
    const client = createClient({ url: redis.environment.REDIS_URL as string });
    await client.connect();
    for (let flush = 0; flush < flushes; flush += 1) {
      await client.flushAll();
      expect(await askAs(token, '{ me { role } sensors { totalCount } }')).toEqual({
        status: 200,
        data: { me: { role: 'ADMIN' }, sensors: { totalCount: roofs.length } },
      });
      await pause(100);
    }
    client.destroy();
    await ledger.stop();
    expect(ledger.acknowledged.size).toBeGreaterThan(0);
    expect(ledger.refused).toEqual([]);
    expect((await audit(house, hourStart(24 * 300), [ledger])).found).toEqual(allIsWell);
  }, 60_000);

  describe('that is stopped', () => {
    beforeAll(() => redis.stop());
    afterAll(() => redis.start());

    it('answers and takes readings as ever, and lets people in', async () => {
      const ledger = startLedger(house, hourStart(24 * 200), { pauseMs: 20 });
      const { email, password } = await house.first();
      const signIn =
        'mutation($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } } }';
      const { data } = await house.client.ask(signIn, { input: { email, password } });
      expect(await askAs(data.signIn.accessToken, '{ me { role } sensors { totalCount } }')).toEqual({
        status: 200,
        data: { me: { role: 'ADMIN' }, sensors: { totalCount: roofs.length } },
      });
      await until(
        async () => ledger.acknowledged.size,
        (size) => size > 500,
      );
      await ledger.stop();
      expect(ledger.refused).toEqual([]);
      expect((await audit(house, hourStart(24 * 200), [ledger])).found).toEqual(allIsWell);
    }, 60_000);

    it('still refuses a key everywhere once it was revoked', async () => {
      const { token } = await house.first();
      const { id, key } = await house.key();
      const statuses = () =>
        Promise.all(
          [house, ...house.readings].map(
            async ({ url }) =>
              (
                await fetch(`${url}/v1/readings`, {
                  method: 'POST',
                  headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
                  body: '[]',
                })
              ).status,
          ),
        );
      await expect.poll(statuses, { timeout: 5_000 }).toEqual([200, 200, 200]);
      const revoke = 'mutation($id: ID!) { revokeApiKey(input: { id: $id }) { __typename } }';
      expect((await askAs(token, revoke, { id })).data.revokeApiKey.__typename).toBe('ApiKeyRevoked');
      await expect.poll(statuses, { timeout: 5_000 }).toEqual([401, 401, 401]);
    });

    it('still limits what one may ask, each gateway by itself', async () => {
      const port = String(await freePort());
      const gateway = await run({
        ...house.environment,
        SERVE: 'gateway',
        PORT: port,
        RATE_STRANGERS_COST_PER_MINUTE: '200',
      });
      try {
        const ask = async (first: number) => {
          const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: `{ sensors(first: ${first}) { nodes { id } } }` }),
          });
          const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
          const after = Number(response.headers.get('retry-after'));
          return { status: response.status, code: errors?.[0]?.extensions.code, isTold: after > 0 };
        };
        expect(await ask(10)).toEqual({ status: 200, code: undefined, isTold: false });
        let first = 10;
        const refused = await until(
          () => ask(++first),
          ({ status }) => status !== 200,
        );
        expect(refused).toEqual({ status: 429, code: 'RATE_LIMITED', isTold: true });
      } finally {
        await gateway.stop();
      }
    }, 60_000);
  });

  it('has one leader again when Redis is back, and none that is not sure to be it', async () => {
    const log = createLog('silent');
    const url = redis.environment.REDIS_URL as string;
    const leading = new Set<string>();
    const processes = await Promise.all(
      ['one', 'two'].map(async (who) => {
        const cache = await openRedisCache({ url, prefix: 'leaders:', log });
        const work = (signal: AbortSignal): Promise<void> => {
          leading.add(who);
          return new Promise((resolve) =>
            signal.addEventListener('abort', () => {
              leading.delete(who);
              resolve();
            }),
          );
        };
        const leader = lead({ cache, name: 'a test', log, ttlMs, work });
        return { stop: () => leader.stop().then(cache.close) };
      }),
    );
    try {
      await expect.poll(() => leading.size).toBe(1);
      await redis.stop();
      await expect.poll(() => leading.size, { timeout: 2 * ttlMs }).toBe(0);
      await redis.start();
      await expect.poll(() => leading.size, { timeout: 10_000 }).toBe(1);
      await pause(2 * ttlMs);
      expect(leading.size).toBe(1);
    } finally {
      await Promise.all(processes.map(({ stop }) => stop()));
      await redis.start();
    }
  }, 60_000);
});
