import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll } from 'vitest';
import { readEmptyCluster } from './empty-cluster.ts';
import { migrateContract } from './migrate.contract.ts';
import { pgliteRunner } from './pglite-runner.ts';

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create({ loadDataDir: await readEmptyCluster() });
});
afterAll(() => pglite.close());

// Emptied after each test, which is ten times faster than a new one.
migrateContract('PGlite', async () => ({
  sql: pgliteRunner(pglite),
  close: async () => {
    const { rows } = await pglite.query<{ name: string }>(
      "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
    );
    for (const { name } of rows) await pglite.exec(`DROP SCHEMA "${name}" CASCADE`);
    await pglite.exec('CREATE SCHEMA public');
  },
}));
