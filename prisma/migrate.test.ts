import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll } from 'vitest';
import { readEmptyCluster } from './empty-cluster.ts';
import { migrateContract } from './migrate.contract.ts';
import { pgliteRunner } from './pglite-runner.ts';
import { dropSchemas } from './testing/drop-schemas.ts';

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create({ loadDataDir: await readEmptyCluster() });
});
afterAll(() => pglite.close());

// Emptied after each test, which is ten times faster than a new one.
migrateContract('PGlite', async () => ({
  sql: pgliteRunner(pglite),
  close: () => dropSchemas(pglite),
}));
