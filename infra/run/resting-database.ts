import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataDir } from '@aqmrg/platform/drivers/data-dir-lock.ts';
import { openPgliteDatabase } from '@aqmrg/platform/drivers/pglite-database.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';

/**
 * The database of a house that does not run, for commands beside it; brought up to date first, as a start would. Nothing is made where there is none.
 * Rejects with NOT_FOUND where there is none, with CONFLICT while the house runs.
 */
export const inRestingDatabase = async <T>(
  dataDir: string,
  work: (database: Database) => Promise<T>,
): Promise<T> => {
  const folder = join(dataDir, 'database');
  if (!existsSync(join(folder, 'cluster')))
    throw new AirError('NOT_FOUND', `There is no database in ${dataDir}.`);
  const lock = await lockDataDir(dataDir);
  try {
    const database = await openPgliteDatabase({ folder });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await lock.release();
  }
};
