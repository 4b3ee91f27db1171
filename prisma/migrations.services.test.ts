import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateContract } from './migrate.contract.ts';
import { migrate } from './migrate.ts';
import { makeMigration, readMigrations } from './migration-files.ts';
import { openPgRunner } from './pg-runner.ts';
import { type PostgresServer, startPostgres } from './testing/postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

migrateContract('PostgreSQL', async () => {
  const sql = await openPgRunner({ connectionString: await server.newDatabase() });
  return { sql, close: () => sql.end() };
});

describe('several processes on one PostgreSQL', () => {
  it('apply each migration once when they start together', async () => {
    const connection = { connectionString: await server.newDatabase() };
    const migrations = await readMigrations();
    const runners = await Promise.all(Array.from({ length: 4 }, () => openPgRunner(connection)));
    const applied = await Promise.all(runners.map((runner) => migrate(runner, { migrations })));
    expect(applied.flat()).toEqual(migrations.map((migration) => migration.name));
    await Promise.all(runners.map((runner) => runner.end()));
  });

  it('wait for the one that migrates, but not for ever', async () => {
    const connection = { connectionString: await server.newDatabase() };
    const [slow, waiting] = [await openPgRunner(connection), await openPgRunner(connection)];
    const sleepy = makeMigration('20260101000000_sleepy', 'SELECT pg_sleep(1.5)');
    const first = migrate(slow, { migrations: [sleepy] });
    await expect
      .poll(() =>
        waiting.query(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        ),
      )
      .toHaveLength(1);
    const second = migrate(waiting, { migrations: [sleepy], lockWaitMs: 100 });
    await expect(second).rejects.toMatchObject({ reason: 'locked' });
    expect(await first).toEqual([sleepy.name]);
    expect(await migrate(waiting, { migrations: [sleepy] })).toEqual([]);
    await Promise.all([slow.end(), waiting.end()]);
  });

  it('leave nothing behind of a migration whose process died', async () => {
    const connection = { connectionString: await server.newDatabase() };
    const dying = await openPgRunner(connection);
    const died = dying.exec(
      'BEGIN; CREATE TABLE half (id int); SELECT pg_terminate_backend(pg_backend_pid())',
    );
    await expect(died).rejects.toThrow();
    const next = await openPgRunner(connection);
    expect(
      await migrate(next, {
        migrations: [makeMigration('20260101000000_half', 'CREATE TABLE half (id int)')],
      }),
    ).toHaveLength(1);
    await next.end();
  });
});
