// A migration is one of
//   absent      no row                                    → applied now
//   applied     finished_at is set                        → its checksum must be the file's
//   rolled back rolled_back_at is set                     → history only, as if there were no row
//   failed here neither is set, logs begin with `undone`  → nothing of it is in the database: tried again
//   unfinished  neither is set, otherwise                 → another tool stopped in its middle: refused
// Here a migration and its row are committed together, so a process that dies in between leaves nothing behind.
import { randomUUID } from 'node:crypto';
import { hasChecksum, type Migration } from './migration-files.ts';

/** One connection to PostgreSQL or PGlite, used by nobody else meanwhile: the lock and the transactions are the session's. */
export interface SqlRunner {
  /** Runs a script of any number of statements. */
  exec(script: string): Promise<unknown>;
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export type RefusalReason = 'changed' | 'unknown' | 'failed' | 'unfinished' | 'locked' | 'missing';

/** The database stays as it was before the migration that is named. The message says what to do. */
export class MigrationRefused extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrationRefused';
    this.reason = reason;
  }
}

export interface MigrateOptions {
  readonly migrations: readonly Migration[];
  /** How long to wait for another process that migrates the same database. Default 60 s. */
  readonly lockWaitMs?: number | undefined;
  /** What follows each time, whether something was applied or not, while others still wait. The same again must change nothing. */
  readonly afterwards?: (sql: SqlRunner) => Promise<void>;
}

/**
 * Brings a database up to `migrations`, in their order, each whole or not at all; resolves with the names it applied.
 * Keeps Prisma's own table in Prisma's own way, so that `prisma migrate deploy` and this may take turns.
 */
export const migrate = async (sql: SqlRunner, options: MigrateOptions): Promise<readonly string[]> => {
  await lock(sql, options.lockWaitMs ?? 60_000);
  try {
    await sql.exec(createTable);
    const rows = await sql.query<Row>(readTable);
    refuseUnknown(rows, options.migrations);
    const applied: string[] = [];
    for (const migration of options.migrations) {
      const row = rows.find((candidate) => candidate.migration_name === migration.name);
      if (row?.finished === true) {
        refuseChanged(row, migration);
        continue;
      }
      if (row !== undefined) refuseUnfinished(row);
      await apply(sql, migration, row);
      applied.push(migration.name);
    }
    await options.afterwards?.(sql);
    return applied;
  } finally {
    await sql.query(`SELECT pg_advisory_unlock(${lockKey})`);
  }
};

/** For whoever may read alone: rejects unless the database has had these migrations and no others. */
export const expectMigrated = async (
  sql: Pick<SqlRunner, 'query'>,
  migrations: readonly Migration[],
): Promise<void> => {
  const [found] = await sql.query<{ table: string | null }>(
    "SELECT to_regclass('_prisma_migrations')::text AS table",
  );
  const rows = typeof found?.table === 'string' ? await sql.query<Row>(readTable) : [];
  refuseUnknown(rows, migrations);
  const missing = migrations.filter((migration) => {
    const row = rows.find((candidate) => candidate.migration_name === migration.name);
    if (row?.finished === true) refuseChanged(row, migration);
    return row?.finished !== true;
  });
  if (missing.length === 0) return;
  throw new MigrationRefused(
    'missing',
    `The database has not had these migrations: ${missing.map(({ name }) => name).join(', ')}. ` +
      "Apply them first, with the rights of the tables' owner.",
  );
};

/** The number that Prisma's engine locks with: the two wait for one another. */
const lockKey = 72707369;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: lock_not_available */
const lockNotAvailable = '55P03';

const lock = async (sql: SqlRunner, waitMs: number): Promise<void> => {
  await sql.query(`SET lock_timeout = ${Math.max(1, Math.trunc(waitMs))}`);
  try {
    await sql.query(`SELECT pg_advisory_lock(${lockKey})`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== lockNotAvailable) throw error;
    throw new MigrationRefused(
      'locked',
      `Another process has been migrating this database for more than ${waitMs} ms. Wait until it is done, then start again.`,
      error,
    );
  } finally {
    await sql.query('RESET lock_timeout');
  }
};

/** Prisma's definition, to the letter: its engine looks at the columns. */
const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

interface Row {
  readonly id: string;
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
  readonly logs: string | null;
}

const readTable = `SELECT id, migration_name, checksum, finished_at IS NOT NULL AS finished, logs
  FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY finished_at NULLS LAST, started_at`;

const refuseUnknown = (rows: readonly Row[], migrations: readonly Migration[]): void => {
  const names = new Set(migrations.map((migration) => migration.name));
  const unknown = rows
    .filter((row) => !names.has(row.migration_name) && !isUndone(row))
    .map((row) => row.migration_name);
  if (unknown.length === 0) return;
  throw new MigrationRefused(
    'unknown',
    `The database has had migrations that this version does not have: ${unknown.join(', ')}. ` +
      'A newer version made it: run that version, or use another database.',
  );
};

const refuseChanged = (row: Row, migration: Migration): void => {
  if (hasChecksum(migration, row.checksum)) return;
  throw new MigrationRefused(
    'changed',
    `Migration ${migration.name} was changed after it was applied to this database ` +
      `(applied ${row.checksum.slice(0, 8)}…, file ${migration.checksum.slice(0, 8)}…). ` +
      'Bring its file back as it was, and write what should change into a new migration.',
  );
};

/** Begins the logs of a failure of ours: what tells it from one of Prisma's engine, which may have stopped half-way. */
const undone = 'Rolled back whole: nothing of this migration is in the database.';

const isUndone = (row: Row): boolean => !row.finished && row.logs?.startsWith(undone) === true;

const refuseUnfinished = (row: Row): void => {
  if (isUndone(row)) return;
  throw new MigrationRefused(
    'unfinished',
    `Migration ${row.migration_name} was begun by another tool and not finished; parts of it may be in the database. ` +
      'Undo or complete them by hand, then run: ' +
      `prisma migrate resolve --rolled-back ${row.migration_name} (or --applied).`,
  );
};

const apply = async (sql: SqlRunner, migration: Migration, failed: Row | undefined): Promise<void> => {
  refuseOwnTransaction(migration);
  try {
    await sql.exec('BEGIN');
    await sql.exec(migration.sql);
    if (failed !== undefined) {
      await sql.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = $1', [failed.id]);
    }
    await sql.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await sql.exec('COMMIT');
  } catch (error) {
    await sql.exec('ROLLBACK');
    await recordFailure(sql, migration, failed, error);
    throw new MigrationRefused(
      'failed',
      `Migration ${migration.name} failed and was rolled back whole: ${messageOf(error)}. ` +
        'The database is as it was before. Correct the cause, or the migration, and start again: it is tried anew.',
      error,
    );
  }
};

/** One row a failing migration, however often it is tried: a process that restarts for ever does not fill the table. */
const recordFailure = async (
  sql: SqlRunner,
  migration: Migration,
  failed: Row | undefined,
  error: unknown,
): Promise<void> => {
  const logs = `${undone}\n\n${messageOf(error)}`;
  if (failed === undefined) {
    await sql.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, started_at) VALUES ($1, $2, $3, $4, now())',
      [randomUUID(), migration.checksum, migration.name, logs],
    );
  } else {
    await sql.query(
      'UPDATE _prisma_migrations SET checksum = $2, logs = $3, started_at = now() WHERE id = $1',
      [failed.id, migration.checksum, logs],
    );
  }
};

/** Its own COMMIT would leave a half-applied migration behind that says it was rolled back. */
const refuseOwnTransaction = (migration: Migration): void => {
  const statement = /(?:^|;)\s*((?:BEGIN|START\s+TRANSACTION|COMMIT|ROLLBACK|END)\b[^;]*;)/i.exec(
    bare(migration.sql),
  );
  if (statement === null) return;
  throw new MigrationRefused(
    'failed',
    `Migration ${migration.name} has "${statement[1]}": every migration already runs in a transaction of its own. Take it out.`,
  );
};

/** Without comments, texts and the bodies of functions, where these words mean something else. */
const bare = (sql: string): string =>
  sql.replace(/'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|--.*$|\/\*[\s\S]*?\*\//gm, '');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
