import { migratePostgres, openPostgresDatabase } from '@aqmrg/platform/drivers/postgres-database/index.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeJob, noLimits, queueJob } from '../testing/queued-jobs.ts';
import { openExportJobs } from './jobs.ts';
import { openExportTidying } from './tidying.ts';

const owner = { accountId: 'ada', organisation: 'lira' };
const now = Date.parse('2026-12-01T12:00:00Z');

let server: PostgresServer;
let databases: readonly Database[] = [];
beforeAll(async () => {
  server = await startPostgres();
  const url = await server.newDatabase();
  const log = createLog('silent');
  await migratePostgres({ url, log });
  databases = await Promise.all([1, 2].map(() => openPostgresDatabase({ url, room: 'exports', log })));
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await server?.stop();
});

describe('exports that two processes want at the same moment, on one PostgreSQL', () => {
  it('are queued as often as may wait, and each of them is claimed once', async () => {
    const queues = databases.map(openExportJobs);
    const limits = { ...noLimits, unfinished: 10 };
    const asked = await Promise.all(
      Array.from({ length: 30 }, () => queues.map((jobs) => jobs.queue(makeJob({ owner }), limits))).flat(),
    );
    expect(asked.filter((one) => typeof one !== 'string')).toHaveLength(10);
    const claimed = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        queues.map((jobs, place) => jobs.claim({ worker: `${place}-${i}`, until: now + 1 }, now)),
      ).flat(),
    );
    const ids = claimed.flatMap((one) => one?.id ?? []);
    expect([ids.length, new Set(ids).size]).toEqual([10, 10]);
  });

  it('are taken over by one of them when their worker fell silent', async () => {
    const queues = databases.map(openExportJobs);
    const [first] = queues as [(typeof queues)[number]];
    const { id } = await queueJob(first, { owner });
    for (let round = 0; round < 25; round += 1) {
      const at = now + 10 + round;
      const taken = await Promise.all(
        queues.map((jobs, place) => jobs.claim({ worker: `${round}-${place}`, until: at + 1_000_000 }, at)),
      );
      const mine = taken.flatMap((one, place) => (one?.id === id ? [`${round}-${place}`] : []));
      expect(mine.length).toBeLessThanOrEqual(1);
      for (const worker of mine) await first.giveBack(id, worker);
    }
  });

  it('expire once', async () => {
    const [first] = databases.map(openExportJobs) as [ReturnType<typeof openExportJobs>];
    const { id } = await queueJob(first, { owner: { accountId: 'lone', organisation: null } });
    await first.claim({ worker: 'w', until: now + 1e9 }, now + 2e6);
    await databases[0]?.client.exportJob.updateMany({
      where: { id },
      data: { status: 'READY', expiresAt: new Date(now) },
    });
    const gone = await Promise.all(databases.map((one) => openExportTidying(one).expire(now, 10)));
    expect(gone.flat().map((job) => job.id)).toEqual([id]);
  });
});
