import type { SqlRunner } from '@aqmrg/prisma/migrate.ts';

/** Those that hold anything, or held it: until it is emptied, a table keeps the pages of rows that are gone. */
const usedTables = `SELECT oid::regclass::text AS name FROM pg_class
  WHERE relkind = 'r' AND oid >= 16384 AND relname <> '_prisma_migrations' AND pg_relation_size(oid) > 0`;

/** Empties every table, also those that refuse it to everybody else; resolves with how many there were to empty. */
export const emptyTables = async (sql: SqlRunner): Promise<number> => {
  const tables = await sql.query<{ name: string }>(usedTables);
  if (tables.length > 0) {
    const names = tables.map(({ name }) => name).join(', ');
    await sql.exec(
      `BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE ${names} RESTART IDENTITY CASCADE; COMMIT`,
    );
  }
  return tables.length;
};

const volatile = ['filenode', 'pages', 'tuples', 'allvisible', 'allfrozen', 'frozenxid', 'minmxid'];
const ours = 'oid >= 16384';

/** Everything but rows that a test could leave behind: objects and who may use them, sequences, roles, settings and locks of the session. */
const things = [
  `SELECT (to_jsonb(c) - '{${volatile.map((name) => `rel${name}`).join()}}'::text[])::text FROM pg_class c WHERE ${ours}`,
  'SELECT a::text FROM pg_attribute a WHERE attrelid >= 16384',
  'SELECT i::text FROM pg_index i WHERE indexrelid >= 16384',
  `SELECT p::text FROM pg_proc p WHERE ${ours}`,
  ...['attrdef', 'constraint', 'trigger', 'enum', 'namespace', 'authid', 'db_role_setting', 'sequences'].map(
    (name) => `SELECT t::text FROM pg_${name} t`,
  ),
  'SELECT m::text FROM _prisma_migrations m',
  "SELECT name || '=' || setting FROM pg_settings WHERE source = 'session'",
  "SELECT l::text FROM pg_locks l WHERE locktype = 'advisory'",
];

/** Equal for two moments at which a database is the same, but for the rows of its tables. */
export const shapeOf = async (sql: Pick<SqlRunner, 'query'>): Promise<string> => {
  const [found] = await sql.query<{ shape: string }>(
    `SELECT md5(string_agg(thing, '' ORDER BY thing)) AS shape FROM (${things.join(' UNION ALL ')}) AS all_of (thing)`,
  );
  return found?.shape ?? '';
};
