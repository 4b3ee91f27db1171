import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, iso, minuteMs, registerSensor } from '../../support/builders.ts';
import { type Answer, until } from '../../support/client.ts';
import { type OwnServer, startOwnServer } from '../../support/own-servers.ts';
import { pause } from '../../support/reporting.ts';
import { allIsWell, audit, roofs, startLedger } from '../ledger.ts';
import { isWithoutServers, openParts, orWhyNot, type Parts } from './open-parts.ts';

/** A gateway waits 10 s for a subgraph; more is for a machine that is busy with other tests. */
const deadlineMs = 10_000 + 1_000;

const lookAt = async (url: string, path: '/ready' | '/health') => {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, body: (await response.json()) as { parts?: Record<string, string> } };
};

describe.skipIf(isWithoutServers)(`a house whose PostgreSQL fails${orWhyNot}`, () => {
  let database: OwnServer;
  let house: Parts;
  let first = 10;
  beforeAll(async () => {
    database = await startOwnServer('postgres');
    house = await openParts(database.environment);
    for (const id of roofs) await registerSensor(house.client, { id, name: id });
  });
  afterAll(async () => {
    await house?.end();
    await database?.remove();
  });

  /** With another number each time, so that no answer is shared. */
  const askSensors = async (): Promise<{ readonly answer: Answer; readonly ms: number }> => {
    first += 1;
    const began = performance.now();
    const answer = await house.client.ask(
      'query($first: Int!) { sensors(first: $first) { nodes { id lastSeenAt } } }',
      { first },
    );
    return { answer, ms: performance.now() - began };
  };

  const expectRefused = ({ answer, ms }: Awaited<ReturnType<typeof askSensors>>, codes: string[]): void => {
    expect([answer.status, answer.data]).toEqual([200, { sensors: null }]);
    expect(codes).toContain(answer.errors?.[0]?.extensions.code);
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|localhost|ECONN|postgres|air_/i);
    expect(ms).toBeLessThan(deadlineMs);
  };

  const allReady = () => {
    const parts = [house.auth, house.sensors, house.forecasts, ...house.readings, house.gateway];
    return until(
      async () => Promise.all(parts.map(async ({ url }) => (await lookAt(url, '/ready')).status)),
      (statuses) => statuses.every((status) => status === 200),
      30_000,
    );
  };

  it('says so while it is stopped, takes readings all the same, and is well again by itself', async () => {
    const from = hourStart(24 * 300);
    const ledger = startLedger(house, from, { pauseMs: 20 });
    await until(
      async () => ledger.acknowledged.size,
      (size) => size > 200,
    );
    await database.stop();
    const before = ledger.acknowledged.size;

    for (let i = 0; i < 10; i += 1) {
      expectRefused(await askSensors(), ['SUBGRAPH_UNAVAILABLE']);
      await pause(500);
    }
    const who = { email: 'who@example.org', password: 'a guess that takes its time' };
    const signIn = await house.client.ask(
      'mutation($input: SignInInput!) { signIn(input: $input) { __typename } }',
      { input: who },
    );
    expect(signIn.errors?.[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');

    for (const [part, missing] of [
      [house.auth, ['auth']],
      [house.sensors, ['sensors']],
      [house.forecasts, ['forecasts']],
      [house.correlations, ['correlations']],
      [house.alerts, ['alerts']],
      [house.exports, ['exports']],
      [house.gateway, ['alerts', 'auth', 'correlations', 'exports', 'forecasts', 'sensors']],
      ...house.readings.map((one) => [one, []] as const),
    ] as const) {
      const { status, body } = await lookAt(part.url, '/ready');
      const unready = Object.entries(body.parts ?? {}).flatMap(([name, state]) =>
        state === 'ready' ? [] : [name],
      );
      expect([status, unready.toSorted()]).toEqual([missing.length > 0 ? 503 : 200, missing]);
      expect((await lookAt(part.url, '/health')).status).toBe(200);
    }

    // who was signed in is, and their rows are taken, stored and shown
    await until(
      async () => ledger.acknowledged.size,
      (size) => size > before + 500,
    );
    expect(ledger.refused).toEqual([]);

    await database.start();
    await allReady();
    await ledger.stop();
    const { stored, found } = await audit(house, from, [ledger]);
    expect(found).toEqual(allIsWell);
    const newest = Math.max(...stored.map(({ periodStart }) => Date.parse(periodStart)));
    const lastSeen = async () => {
      const { answer } = await askSensors();
      return answer.data?.sensors?.nodes.map(({ lastSeenAt }: { lastSeenAt: string }) => lastSeenAt);
    };
    await expect.poll(lastSeen, { timeout: 30_000 }).toContain(iso(newest + minuteMs));
  }, 120_000);

  it('answers within the deadline while a table is locked, lets few wait, and is well when it is free', async () => {
    const from = hourStart(24 * 200);
    const owner = new pg.Client({ connectionString: database.environment.DATABASE_URL });
    await owner.connect();
    await owner.query('BEGIN; LOCK TABLE sensors.sensor IN ACCESS EXCLUSIVE MODE');
    const ledger = startLedger(house, from, { pauseMs: 20 });
    const all = await Promise.all(Array.from({ length: 30 }, askSensors));
    for (const one of all) expectRefused(one, ['DEADLINE_EXCEEDED', 'OVERLOADED']);
    const codes = all.map(({ answer }) => answer.errors?.[0]?.extensions.code);
    expect(new Set(codes)).toEqual(new Set(['DEADLINE_EXCEEDED', 'OVERLOADED']));
    expect(ledger.acknowledged.size).toBeGreaterThan(500);
    expect(ledger.refused).toEqual([]);

    await owner.query('COMMIT');
    await owner.end();
    await until(askSensors, ({ answer }) => answer.data?.sensors?.nodes.length === roofs.length, 10_000);
    await ledger.stop();
    const { found } = await audit(house, from, [ledger]);
    expect(found).toEqual(allIsWell);
  }, 90_000);
});
