import { migratePostgres, openPostgresDatabase } from '@aqmrg/platform/drivers/postgres-database/index.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import type { AlertChanged } from '@aqmrg/schema/events/alerts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addIncidents, addRules, makeIncident, monday } from '../../testing/incidents/builders.ts';
import { openHandling } from './handling.ts';
import { openUntold } from './untold.ts';

let server: PostgresServer;
let databases: readonly Database[] = [];

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.newDatabase();
  const log = createLog('silent');
  await migratePostgres({ url, log });
  databases = await Promise.all([1, 2].map(() => openPostgresDatabase({ url, room: 'alerts', log })));
  await addRules(databases[0] as Database, [{ id: 'own', organisation: 'makerere', isPublished: false }]);
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await server?.stop();
});

const viewer = { organisation: 'makerere', keepsHouse: false };

describe('incidents that two processes work on at the same moment, on one PostgreSQL', () => {
  it('are acknowledged once, and lose nothing of what is judged', async () => {
    const [one] = databases as [Database];
    for (let round = 0; round < 30; round += 1) {
      const id = `race-${round}`;
      await addIncidents(one, [makeIncident({ id })]);
      const judge = databases.map((database) =>
        database.client.alertIncident.updateMany({
          where: { id, judged: 1 },
          data: { judged: 2, revision: { increment: 1 } },
        }),
      );
      const done = await Promise.all(
        databases.map((database, n) =>
          openHandling(database).acknowledge({ id, viewer, by: `by-${n}`, at: monday + n }, null),
        ),
      );
      const judged = await Promise.all(judge);
      expect(done.map((each) => each.kind === 'done' && each.isNew).toSorted()).toEqual([false, true]);
      expect(judged.map(({ count }) => count).toSorted()).toEqual([0, 1]);
      const row = await one.client.alertIncident.findUniqueOrThrow({
        where: { id },
        include: { steps: true },
      });
      expect(row).toMatchObject({ revision: 3, judged: 2 });
      expect(row.steps).toHaveLength(1);
    }
  });

  it('are told in order, each revision once, whoever tells', async () => {
    const [one] = databases as [Database];
    await one.client.alertIncident.deleteMany();
    const ids = Array.from({ length: 20 }, (_, n) => `i${n}`);
    await addIncidents(
      one,
      ids.map((id) => makeIncident({ id })),
    );
    const log: AlertChanged[] = [];
    let isOver = false;
    /** Takes as long as a log may: the other one tells meanwhile. */
    const append = async (changes: readonly AlertChanged[]) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      log.push(...changes);
    };
    const tellers = databases.map(async (database) => {
      const { tellNext } = openUntold(database);
      let wasOver = false;
      while ((await tellNext(7, append)) > 0 || !wasOver) wasOver = isOver;
    });
    for (let round = 0; round < 30; round += 1)
      for (const id of ids.filter((_, n) => (n + round) % 3 === 0))
        await one.client.$executeRaw`
          UPDATE alerts.alert_incident SET revision = revision + 1, untold_since = COALESCE(untold_since, NOW())
          WHERE id = ${id}`;
    isOver = true;
    await Promise.all(tellers);
    for (const id of ids) {
      const revisions = log
        .filter(({ incident }) => incident.id === id)
        .map(({ incident }) => incident.revision);
      expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
      const last = await one.client.alertIncident.findUniqueOrThrow({ where: { id } });
      expect([revisions.at(-1), last.untoldSince]).toEqual([last.revision, null]);
      expect(log.filter(({ incident, change }) => incident.id === id && change === 'RAISED')).toHaveLength(1);
    }
    expect(log.length).toBeGreaterThan(ids.length);
  });
});
