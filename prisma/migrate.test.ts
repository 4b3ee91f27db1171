import { PGlite } from '@electric-sql/pglite';
import { readEmptyCluster } from './empty-cluster.ts';
import { migrateContract } from './migrate.contract.ts';
import { pgliteRunner } from './pglite-runner.ts';

migrateContract('PGlite', async () => {
  const pglite = await PGlite.create({ loadDataDir: await readEmptyCluster() });
  return { sql: pgliteRunner(pglite), close: () => pglite.close() };
});
