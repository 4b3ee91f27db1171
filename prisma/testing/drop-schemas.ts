import type { PGlite } from '@electric-sql/pglite';

/** As it was before its first migration, but for roles. Ten times faster than a new one. */
export const dropSchemas = async (pglite: PGlite): Promise<void> => {
  const { rows } = await pglite.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
  );
  for (const { name } of rows) await pglite.exec(`DROP SCHEMA "${name}" CASCADE`);
  await pglite.exec('CREATE SCHEMA public');
};
