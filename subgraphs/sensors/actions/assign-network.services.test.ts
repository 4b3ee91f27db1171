import { migratePostgres, openPostgresDatabase } from '@aqmrg/platform/drivers/postgres-database/index.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPublications } from '../store/publications.ts';
import { openRegistrations } from '../store/registrations.ts';
import { changesIn, makeSensor, monday, openTestLog, untold } from '../testing/open-room.ts';
import { createPublisher } from './publish-changes.ts';

let server: PostgresServer;
let testLog: Awaited<ReturnType<typeof openTestLog>>;
let databases: readonly Database[] = [];

beforeAll(async () => {
  server = await startPostgres();
  testLog = await openTestLog();
  const url = await server.newDatabase();
  const log = createLog('silent');
  await migratePostgres({ url, log });
  databases = await Promise.all([1, 2].map(() => openPostgresDatabase({ url, room: 'sensors', log })));
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await server?.stop();
  await testLog?.close();
});

describe('a network that changes hands while sensors join it, in two processes on one PostgreSQL', () => {
  it('ends with its owner as the last word of each of them', async () => {
    const { eventLog } = testLog;
    const failures: unknown[] = [];
    const log = Object.assign(createLog('silent'), { warn: (what: object) => failures.push(what) });
    const processes = databases.map((database) => ({
      registrations: openRegistrations(database),
      publisher: createPublisher({ publications: openPublications(database), eventLog, log }),
    }));
    const [one, other] = processes as [(typeof processes)[number], (typeof processes)[number]];
    // each network changes hands once: what is told wrong then is not put right by the next change
    const rounds = Array.from({ length: 120 }, (_, round) => `n-${round}`);
    await one.registrations.makeNetworks(
      rounds.map((id) => ({ id, name: id, maker: null, organisationId: null })),
      monday,
      untold,
    );
    for (const networkId of rounds) {
      const [early, late] = [
        makeSensor({ id: `${networkId}-a`, networkId }),
        makeSensor({ id: `${networkId}-b`, networkId }),
      ];
      await one.registrations.makeSensors([early], monday);
      await Promise.all([
        one.publisher.publish(),
        one.registrations.makeSensors([late], monday).then(() => one.publisher.publish()),
        other.registrations
          .assignNetwork({ id: networkId, organisationId: `org-${networkId}`, at: monday, tell: untold })
          .then(() => other.publisher.publish()),
        other.publisher.publish(),
      ]);
    }
    await Promise.all(processes.map(({ publisher }) => publisher.publish()));
    await Promise.all(processes.map(({ publisher }) => publisher.stop()));

    expect(failures).toEqual([]);
    const changes = await changesIn(eventLog);
    for (const networkId of rounds) {
      for (const id of [`${networkId}-a`, `${networkId}-b`]) {
        const said = changes.filter(({ sensorId }) => sensorId === id);
        expect(said.at(-1), id).toMatchObject({ organisation: `org-${networkId}` });
        const revisions = said.map(({ revision }) => revision);
        expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
      }
    }
  });
});
