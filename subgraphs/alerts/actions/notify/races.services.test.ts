import { setTimeout } from 'node:timers/promises';
import { migratePostgres, openPostgresDatabase } from '@aqmrg/platform/drivers/postgres-database/index.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  hourMs,
  makeIncident,
  makeInhibition,
  makeOver,
  minuteMs,
  monday,
} from '../../testing/notify/make.ts';
import { type Bench, benchOn } from '../../testing/notify/open-bench.ts';
import { openSending, openWay, sent } from '../../testing/notify/open-sending.ts';
import { notifyOnce } from './notifier.ts';

let server: PostgresServer;
let owner: Database;
let databases: readonly Database[] = [];
let benches: readonly Bench[] = [];

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.newDatabase();
  const log = createLog('silent');
  await migratePostgres({ url, log });
  owner = await openPostgresDatabase({ url, log, room: undefined });
  databases = await Promise.all([1, 2, 3].map(() => openPostgresDatabase({ url, room: 'alerts', log })));
  benches = databases.map(benchOn);
});
afterAll(async () => {
  await Promise.all([...databases, owner].map((database) => database?.close()));
  await server?.stop();
});
beforeEach(() => benchOn(owner).empty());

const receivers = ['a', 'b', 'capped', 'lead'];
const at = (minutes: number): void => {
  for (const { clock } of benches) clock.now = monday + minutes * minuteMs;
};

/** For those who send: a clock that jumped would end their leases. */
const later = monday + 24 * hourMs;

describe('processes on one PostgreSQL', () => {
  it('tell each receiver once of each incident, send each message once, and never block each other', async () => {
    const [bench, ...others] = benches as [Bench, ...Bench[]];
    for (const id of receivers) await bench.addReceiver({ id, capPerHour: id === 'capped' ? 5 : 1_000 });
    const escalation = [{ afterMs: minuteMs, receiverIds: ['lead', 'a'] }];
    await bench.addRule({ receiverIds: ['a', 'b', 'capped'], escalation });
    await bench.addRule({ receiverIds: ['a', 'b'], groupBy: ['SITE'] }, 'rule-2');
    await bench.addInhibition(makeInhibition({ equal: ['SITE'] }));
    const underWay = new Map<string, number>();
    let mostToOne = 0;
    const ways = benches.map(() =>
      openWay(async ({ receiver: { id } }) => {
        underWay.set(id, (underWay.get(id) ?? 0) + 1);
        mostToOne = Math.max(mostToOne, underWay.get(id) ?? 0);
        await setTimeout(1);
        underWay.set(id, (underWay.get(id) ?? 0) - 1);
        return sent;
      }),
    );
    const dispatchers = benches.map((one, n) =>
      openSending(one).start(ways[n] as (typeof ways)[number], { everyMs: 20, now: () => later }),
    );
    const incidents = Array.from({ length: 40 }, (_, n) => ({
      id: `incident-${n}`,
      labels: { ruleId: n % 2 === 0 ? 'rule-1' : 'rule-2', siteId: `site-${n % 4}` },
    }));
    const look = async (one: Bench) => {
      while (await notifyOnce(one.ground));
    };
    for (let round = 0; round < 4; round += 1) {
      at(round * 10);
      const some = incidents.slice(round * 10, round * 10 + 10);
      const puts = some.map((one) =>
        bench.put(makeIncident({ ...one, firedAt: bench.clock.now, raisedAt: bench.clock.now })),
      );
      const ends = incidents.slice(0, round * 5).map((one) => bench.put(makeOver(one)));
      await Promise.all([...puts, ...ends, ...benches.map(look)]);
      await Promise.all(benches.map(look));
    }
    at(3 * 60);
    await Promise.all([...others, bench].map(look));
    const sending = openSending(bench);
    const open = { state: { in: ['QUEUED', 'RETRYING', 'HELD'] } };
    await sending.until(async () => (await bench.client.alertDelivery.count({ where: open })) === 0);
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));

    const came = ways.flatMap((way) => way.came);
    expect(new Set(came).size).toBe(came.length);
    expect(mostToOne).toBe(1);
    expect(came).toHaveLength(await bench.client.alertDelivery.count({ where: { state: 'SENT' } }));
    const notices = await bench.client.alertDelivery.findMany({ where: { reason: 'FIRING' } });
    const firstTold = notices
      .filter(({ receiverId }) => receiverId !== 'capped')
      .flatMap(({ receiverId, notice }) =>
        (notice as unknown as { readonly firstTold: string[] }).firstTold.map((id) => `${receiverId} ${id}`),
      );
    expect(new Set(firstTold).size).toBe(firstTold.length);
    expect(firstTold.length).toBeGreaterThan(50);
    expect(await bench.client.alertDelivery.count({ where: { receiverId: 'lead' } })).toBeGreaterThan(0);
    expect(bench.clock.now).toBeGreaterThan(monday + hourMs);
  });
});
