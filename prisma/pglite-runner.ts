import type { PGlite } from '@electric-sql/pglite';
import type { SqlRunner } from './migrate.ts';

/** PGlite is one connection by itself. */
export const pgliteRunner = (pglite: PGlite): SqlRunner => ({
  exec: (script) => pglite.exec(script),
  query: async <Row extends object>(sql: string, values?: readonly unknown[]) =>
    (await pglite.query<Row>(sql, values && [...values])).rows,
});
