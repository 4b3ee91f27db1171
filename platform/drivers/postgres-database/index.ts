import { expectMigrated } from '@aqmrg/prisma/migrate.ts';
import { type Migration, readMigrations } from '@aqmrg/prisma/migration-files.ts';
import type { RoomWithTables } from '@aqmrg/prisma/room-roles.ts';
import type pg from 'pg';
import { AirError } from '../../errors/air-error.ts';
import type { Log } from '../../log.ts';
import type { Database } from '../../ports/database.ts';
import { prismaOnPool } from './client.ts';
import { connectionConfig } from './connection.ts';
import { cannotOpen, explained } from './failures.ts';
import { openPool } from './pool.ts';
import { proveSession } from './session.ts';

export { migratePostgres } from './migrate.ts';

export interface PostgresOptions {
  /** postgresql://user:password@host:port/database. Special characters in % form; `?sslmode=verify-full` for TLS. Never printed. */
  readonly url: string;
  /** Whose schema alone may be seen: its role's rights are taken on. None: those of the url's user, for tests and operators. */
  readonly room?: RoomWithTables | undefined;
  readonly log: Log;
  /** Default 10. All processes together have to stay below the server's max_connections. */
  readonly maxConnections?: number | undefined;
  /** More wait for a connection than this: OVERLOADED at once. Default 500. */
  readonly maxWaiting?: number | undefined;
  /** To get a connection, new or given back. Default 5 s. */
  readonly connectTimeoutMs?: number | undefined;
  /** One statement, also where it waits for a lock. Default 8 s: less than a gateway waits for a subgraph. */
  readonly statementTimeoutMs?: number | undefined;
  /** A whole transaction, and what it waits to begin. Default 15 s. */
  readonly transactionTimeoutMs?: number | undefined;
  /** Default 2 s. */
  readonly pingTimeoutMs?: number | undefined;
  /** Default: those of the repository. */
  readonly migrations?: readonly Migration[] | undefined;
}

/**
 * A PostgreSQL server (15 or later) that was migrated before. Connections are a pool's; one that broke is made anew when it is needed next.
 *
 * Beside Prisma's own, errors are SUBGRAPH_UNAVAILABLE where the server is away, DEADLINE_EXCEEDED where it takes too long, OVERLOADED where too many
 * wait or are connected, STORAGE_FULL where its disk is full. What was under way when it went away may have been committed.
 *
 * Rejects with SUBGRAPH_UNAVAILABLE where the server is away, with CONFLICT where it refuses us, or was migrated by another version or not yet.
 */
export const openPostgresDatabase = async (options: PostgresOptions): Promise<Database> => {
  const { url, room, log, statementTimeoutMs = 8_000, transactionTimeoutMs = 15_000 } = options;
  const settings = {
    url,
    room,
    applicationName: `air-graph ${room ?? 'all rooms'}`,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    session: {
      statement_timeout: statementTimeoutMs,
      // Prisma ends its transactions before that; this is for a process that stopped in the middle of one and holds its locks.
      idle_in_transaction_session_timeout: transactionTimeoutMs + 5_000,
    },
    maxConnections: options.maxConnections ?? 10,
    maxWaiting: options.maxWaiting ?? 500,
    answerTimeoutMs: statementTimeoutMs + 1_000,
    closeTimeoutMs: transactionTimeoutMs + 1_000,
  };
  const health = watchHealth(log);
  const { pool, close } = openPool(connectionConfig(settings), settings, health.tell);
  pool.on('connect', health.connected);
  try {
    await proveSession(pool, room);
    await expectMigrated(runnerOn(pool), options.migrations ?? (await readMigrations()));
  } catch (error) {
    await close();
    throw cannotOpen(error);
  }
  const client = prismaOnPool(pool, transactionTimeoutMs, health.tell);
  let closing: Promise<void> | undefined;
  return {
    client,
    ping: pingOnce(pool, options.pingTimeoutMs ?? 2_000, health.tell),
    close: () => {
      closing ??= client.$disconnect().then(close);
      return closing;
    },
  };
};

const runnerOn = (pool: pg.Pool) => ({
  query: async <Row extends object>(sql: string, values?: readonly unknown[]) =>
    (await pool.query<Row & pg.QueryResultRow>(sql, values && [...values])).rows,
});

/** Tells once that the database went away, and once that it is back, however many notice. */
const watchHealth = (log: Log) => {
  let isAway = false;
  return {
    tell: (error: unknown): unknown => {
      const known = explained(error);
      if (known instanceof AirError && known.code === 'SUBGRAPH_UNAVAILABLE' && !isAway) {
        isAway = true;
        log.warn({ err: known }, 'The database is away');
      }
      return known;
    },
    connected: (): void => {
      if (isAway) log.info('The database is back');
      isAway = false;
    },
  };
};

/** However many ask at once, one question goes out: probes must not queue up behind a server that does not answer. */
const pingOnce = (pool: pg.Pool, timeoutMs: number, tell: (error: unknown) => unknown) => {
  let asked: Promise<unknown> | undefined;
  return async (): Promise<void> => {
    asked ??= pool.query('SELECT 1').finally(() => {
      asked = undefined;
    });
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('Connection terminated: no answer in time')), timeoutMs);
    try {
      await Promise.race([asked, late]);
    } catch (error) {
      throw tell(error);
    } finally {
      clearTimeout(timer);
    }
  };
};
