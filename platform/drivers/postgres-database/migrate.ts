import { setTimeout } from 'node:timers/promises';
import { migrate } from '@aqmrg/prisma/migrate.ts';
import { type Migration, readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { openPgRunner, type PgRunner } from '@aqmrg/prisma/pg-runner.ts';
import { grantRoomRights } from '@aqmrg/prisma/room-roles.ts';
import { AirError } from '../../errors/air-error.ts';
import type { Log } from '../../log.ts';
import { connectionConfig } from './connection.ts';
import { cannotOpen } from './failures.ts';

export interface MigrateOptions {
  /**
   * Of the owner of the database, who may also make and grant roles (CREATEROLE), or finds them made. Not through a pooler. A login that may make
   * nothing there leaves the database as it is; opening it tells whether something is missing.
   */
  readonly url: string;
  readonly log: Log;
  /** How long a server that is away, or starts, is tried again. Default 30 s. */
  readonly startWaitMs?: number | undefined;
  /** How long to wait for another process that migrates the same database. Default 60 s. */
  readonly lockWaitMs?: number | undefined;
  /** Default: those of the repository. */
  readonly migrations?: readonly Migration[] | undefined;
}

/**
 * Brings a PostgreSQL database up to date and gives each room's role its rights; resolves with the names of what was applied. Any number of
 * processes may start at once: one does it, the others wait and find it done. Each migration takes as long as it takes.
 *
 * Rejects with SUBGRAPH_UNAVAILABLE where the server is away, with CONFLICT where it refuses us or a newer version made the database, with
 * INTERNAL where a migration failed.
 */
export const migratePostgres = async (options: MigrateOptions): Promise<readonly string[]> => {
  const runner = await connectWithin(options);
  try {
    if (!(await mayMigrate(runner))) return [];
    const applied = await migrate(runner, {
      migrations: options.migrations ?? (await readMigrations()),
      lockWaitMs: options.lockWaitMs,
      afterwards: grantRoomRights,
    });
    if (applied.length > 0) options.log.info({ applied }, 'The database was brought up to date');
    return applied;
  } catch (error) {
    throw cannotOpen(error);
  } finally {
    await runner.end();
  }
};

const mayMigrate = async (runner: PgRunner): Promise<boolean> => {
  const [row] = await runner.query<{ may: boolean }>(
    "SELECT has_database_privilege(current_database(), 'CREATE') AS may",
  );
  return row?.may === true;
};

const connectWithin = async ({ url, log, startWaitMs = 30_000 }: MigrateOptions): Promise<PgRunner> => {
  const config = connectionConfig({
    url,
    applicationName: 'air-graph migrations',
    connectTimeoutMs: 5_000,
    // Whatever path the user has: a schema of the user's own name would get a second table of migrations.
    session: { search_path: 'public' },
  });
  const until = Date.now() + startWaitMs;
  for (;;) {
    try {
      return await openPgRunner(config);
    } catch (cause) {
      const error = cannotOpen(cause);
      const isAway = error instanceof AirError && error.code === 'SUBGRAPH_UNAVAILABLE';
      if (!isAway || Date.now() >= until) throw error;
      log.warn({ err: error }, 'The database is away; trying again');
      await setTimeout(1_000);
    }
  }
};
