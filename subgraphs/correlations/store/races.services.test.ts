import { migratePostgres, openPostgresDatabase } from '@aqmrg/platform/drivers/postgres-database/index.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthSeries } from '../domain/health/health-series.ts';
import { everyMonth, type Selection } from '../domain/health/selection.ts';
import { addHealthSeries } from '../testing/bare-series.ts';
import { makeRun } from '../testing/runs.ts';
import { monday } from '../testing/uploads.ts';
import { openAssociationRuns } from './association-runs.ts';
import { openHealthQuestions } from './health-questions.ts';
import { mostSeries, openHealthSeries } from './health-series.ts';

let server: PostgresServer;
let databases: readonly Database[] = [];

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.newDatabase();
  const log = createLog('silent');
  await migratePostgres({ url, log });
  databases = await Promise.all([1, 2].map(() => openPostgresDatabase({ url, room: 'correlations', log })));
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await server?.stop();
});

const make = (id: string, contentHash = id): HealthSeries => ({
  ...{ id, contentHash, organisationId: 'makerere', name: 'Deaths', population: null, source: null },
  ...{ timeZone: 'Africa/Kampala', firstDay: '2021-01-01', days: 1, columns: [] },
  ...{ uploadedById: 'ada', uploadedAt: monday },
});
const tell = async () => {};
const values = { death: Float64Array.of(1) };

describe('health data that two processes use at the same moment, on one PostgreSQL', () => {
  it('are kept once, and a hundred series of an organisation at most', async () => {
    const rounds = Array.from({ length: mostSeries + 10 }, (_, round) => `s${round}`);
    for (const hash of rounds) {
      const kept = await Promise.all(
        databases.map((database, i) =>
          openHealthSeries(database).keep({ series: make(`${hash}-${i}`, hash), values, tell }),
        ),
      );
      expect(kept.filter(({ kind }) => kind === 'kept').length).toBeLessThanOrEqual(1);
    }
    const [one] = databases as [Database];
    expect(await openHealthSeries(one).list('makerere')).toHaveLength(mostSeries);
    const several = await Promise.all(
      databases.map((database, i) =>
        openHealthSeries(database).keep({
          ...{ series: { ...make(`g${i}`), organisationId: 'gulu' }, values, tell },
        }),
      ),
    );
    expect(several.map(({ kind }) => kind)).toEqual(['kept', 'kept']);
  });

  it('are asked about by one question after the other', async () => {
    for (let round = 0; round < 50; round += 1) {
      const noted = await Promise.all(
        databases.map((database, i) =>
          openHealthQuestions(database).note({
            ...{
              organisationId: 'mbale',
              outcomeHash: `round-${round}`,
              askedBy: `by-${i}`,
              at: monday,
              tell,
            },
            selection: { from: `2021-01-0${i + 1}`, to: '2021-12-31', months: everyMonth },
            judge: async (earlier: readonly Selection[]) => (earlier.length > 0 ? 'one was before' : null),
          }),
        ),
      );
      expect(noted.map(({ kind }) => kind).toSorted()).toEqual(['noted', 'refused']);
    }
  });

  it('are studied by so many runs as may wait, and each of them is claimed once', async () => {
    const [one] = databases as [Database];
    const healthSeriesId = await addHealthSeries(one, 'lira');
    const queues = databases.map(openAssociationRuns);
    const most = 10;
    const begun = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        queues.map((runs) =>
          runs.queue(makeRun({ healthSeriesId, organisationId: 'lira', contentHash: `h${i}` }), most),
        ),
      ).flat(),
    );
    expect(new Set(begun.flatMap((run) => run?.id ?? [])).size).toBe(most);
    const claimed = await Promise.all(
      Array.from({ length: most }, (_, i) =>
        queues.map((runs, place) => runs.claim({ worker: `${place}-${i}`, until: monday, format: 1 }, 0)),
      ).flat(),
    );
    const ids = claimed.flatMap((run) => run?.id ?? []);
    expect([ids.length, new Set(ids).size]).toEqual([most, most]);
  });
});
