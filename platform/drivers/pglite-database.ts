import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest, unpackEmptyCluster } from '@aqmrg/prisma/empty-cluster.ts';
import { MigrationRefused, migrate } from '@aqmrg/prisma/migrate.ts';
import { type Migration, readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { pgliteRunner } from '@aqmrg/prisma/pglite-runner.ts';
import { PGlite } from '@electric-sql/pglite';
import { AirError } from '../errors/air-error.ts';
import type { Database } from '../ports/database.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { databaseOn } from './pglite-client.ts';
import { snapshotFits, startInMemory, startParams } from './pglite-start.ts';

export interface PgliteOptions {
  /** Where the data lies; made if it is absent. None: in memory, gone with close. */
  readonly folder?: string | undefined;
  /** Default: those of the repository. */
  readonly migrations?: readonly Migration[];
}

/**
 * PostgreSQL inside this process. One connection: statements wait for one another, and an interactive transaction keeps all
 * others waiting. Survives kill -9, but not a power cut: PGlite never tells the system to write its files out.
 *
 * Rejects with CONFLICT where another process has the folder or a newer version made it, with INTERNAL where its files are damaged.
 */
export const openPgliteDatabase = async (options: PgliteOptions = {}): Promise<Database> => {
  const { folder } = options;
  const lock = folder === undefined ? undefined : await lockDataDir(folder);
  try {
    const pglite = folder === undefined ? await startInMemory() : await openFolder(folder);
    try {
      await migrate(pgliteRunner(pglite), { migrations: options.migrations ?? (await readMigrations()) });
      return databaseOn(pglite, async () => {
        await pglite.close();
        await lock?.release();
      });
    } catch (error) {
      await pglite.close().catch(() => undefined);
      if (error instanceof MigrationRefused) throw refused(error, folder);
      throw folder === undefined ? error : damaged(folder, error);
    }
  } catch (error) {
    await lock?.release();
    throw error;
  }
};

/**
 * `cluster` is PGlite's. It is made under another name and takes its own when it is whole: a first start that was cut off leaves
 * only that other one, which the next start removes. A cluster is never replaced.
 */
const openFolder = async (folder: string): Promise<PGlite> => {
  const cluster = join(folder, 'cluster');
  if (existsSync(cluster)) await refuseStranger(folder, cluster);
  else await makeCluster(cluster);
  return openCluster(folder, cluster);
};

const makeCluster = async (cluster: string): Promise<void> => {
  const unfinished = `${cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  // Closed to others: there will be password hashes in it, and PGlite's own files are open to everyone.
  await mkdir(unfinished, { mode: 0o700 });
  if (await snapshotFits()) await unpackEmptyCluster(unfinished);
  else await (await PGlite.create({ dataDir: unfinished, startParams })).close();
  await rename(unfinished, cluster);
};

const openCluster = async (folder: string, cluster: string): Promise<PGlite> => {
  // PGlite throws only that it aborted; PostgreSQL said why before that.
  let lastWords: string | undefined;
  const onStderr = (line: string): boolean => {
    lastWords = /(?:PANIC|FATAL):\s+(.*)/.exec(line)?.[1] ?? lastWords;
    return true;
  };
  try {
    return await PGlite.create({ dataDir: cluster, startParams, onStderr });
  } catch (error) {
    throw damaged(folder, lastWords === undefined ? error : new Error(lastWords, { cause: error }));
  }
};

/** Without PG_VERSION PGlite would take the folder for a new one and write over it; of another PostgreSQL it only says that it crashed. */
const refuseStranger = async (folder: string, cluster: string): Promise<void> => {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  const { postgres } = await readManifest();
  if (found === postgres) return;
  if (!/^\d+$/.test(found)) throw damaged(folder, new Error('PG_VERSION is missing or empty'));
  throw new AirError(
    'CONFLICT',
    `The database in ${folder} was made by PostgreSQL ${found}; this version brings PostgreSQL ${postgres}. ` +
      'Run the version that made it, or set DATA_DIR to another folder to start empty.',
  );
};

const damaged = (folder: string, cause: unknown): AirError =>
  new AirError(
    'INTERNAL',
    `The database in ${folder} cannot be opened: ${messageOf(cause)}. Unless its disk is full or read-only, its files are damaged: ` +
      'bring the folder back from a backup, or move it away and start again with an empty database.',
    { cause },
  );

const refused = (error: MigrationRefused, folder: string | undefined): AirError =>
  new AirError(
    error.reason === 'failed' ? 'INTERNAL' : 'CONFLICT',
    `The database ${folder === undefined ? 'in memory' : `in ${folder}`} was not brought up to date. ${error.message}`,
    { cause: error },
  );

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
