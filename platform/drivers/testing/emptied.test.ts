import { migrate, type SqlRunner } from '@aqmrg/prisma/migrate.ts';
import { readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { pgliteRunner } from '@aqmrg/prisma/pglite-runner.ts';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInMemory } from '../pglite-start.ts';
import { emptyTables, shapeOf } from './emptied.ts';

let pglite: PGlite;
let sql: SqlRunner;
beforeAll(async () => {
  pglite = await startInMemory();
  sql = pgliteRunner(pglite);
  await migrate(sql, { migrations: await readMigrations() });
});
afterAll(() => pglite.close());

describe('the shape of a database', () => {
  it.each([
    ['a table', 'CREATE TABLE left_over (n int)'],
    ['a table of its session', 'CREATE TEMPORARY TABLE left_over (n int)'],
    ['a sequence', 'CREATE SEQUENCE left_over'],
    ['a column', 'ALTER TABLE sensors.network ADD COLUMN motto text'],
    ['a default', "ALTER TABLE sensors.network ALTER COLUMN maker SET DEFAULT 'none'"],
    ['an index', 'CREATE INDEX ON sensors.network (name)'],
    ['a bound', "ALTER TABLE sensors.network ADD CHECK (name <> '')"],
    ['a trigger', 'ALTER TABLE auth.audit_entry DISABLE TRIGGER USER'],
    ['a function', 'CREATE FUNCTION left_over() RETURNS int LANGUAGE sql RETURN 1'],
    ['a role', 'CREATE ROLE left_over'],
    ['a right', 'GRANT SELECT ON sensors.network TO pg_monitor'],
    ['a migration', 'DELETE FROM _prisma_migrations'],
    ['a setting', "SET statement_timeout = '1h'"],
    ['a lock', 'SELECT pg_advisory_xact_lock(7)'],
  ])('is another by %s, and the same without it', async (_what, change) => {
    const before = await shapeOf(sql);
    await sql.exec(`BEGIN; ${change}`);
    const changed = await shapeOf(sql);
    await sql.exec('ROLLBACK');
    expect(changed).not.toBe(before);
    expect(await shapeOf(sql)).toBe(before);
  });

  it('is the same after rows came and went, also those that nobody may take away', async () => {
    const before = await shapeOf(sql);
    await sql.exec(
      `INSERT INTO sensors.network (id, name) VALUES ('n', 'Kampala');
       INSERT INTO auth.audit_entry (number, at, actor, action, details, previous_hash, hash)
         VALUES (1, now(), 'ada', 'signed-in', '{}', '', '')`,
    );
    expect(await emptyTables(sql)).toBe(2);
    expect(await emptyTables(sql)).toBe(0);
    expect(await shapeOf(sql)).toBe(before);
    expect(await sql.query('SELECT FROM auth.audit_entry')).toEqual([]);
  });

  it('starts sequences anew with their tables', async () => {
    await sql.exec('CREATE TABLE counted (n int GENERATED ALWAYS AS IDENTITY)');
    const before = await shapeOf(sql);
    await sql.exec('INSERT INTO counted DEFAULT VALUES; INSERT INTO counted DEFAULT VALUES');
    await emptyTables(sql);
    expect(await shapeOf(sql)).toBe(before);
    await sql.exec('DROP TABLE counted');
  });
});
