import { createLog } from '../../../log.ts';
import type { Database } from '../../../ports/database.ts';
import { migratePostgres, openPostgresDatabase, type PostgresOptions } from '../index.ts';

const log = createLog('silent');

/** As a house starts on it: migrated by its owner, then opened. */
export const openOn = async (
  url: string,
  options: Omit<PostgresOptions, 'url' | 'log'> = {},
): Promise<Database> => {
  await migratePostgres({ url, log });
  return openPostgresDatabase({ url, log, ...options });
};
