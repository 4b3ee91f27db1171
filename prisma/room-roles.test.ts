import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmptyCluster } from './empty-cluster.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migration-files.ts';
import { pgliteRunner } from './pglite-runner.ts';
import { grantRoomRights, roleOf, roomsWithTables } from './room-roles.ts';
import { schemaFolder } from './schema-engine.ts';

describe('the roles of the rooms', () => {
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = await PGlite.create({ loadDataDir: await readEmptyCluster() });
    const start = async () =>
      migrate(pgliteRunner(pglite), { migrations: await readMigrations(), afterwards: grantRoomRights });
    await start();
    await start();
  });
  afterAll(() => pglite.close());

  it('are of the rooms that the schema names', async () => {
    const main = await readFile(join(schemaFolder, 'main.prisma'), 'utf8');
    expect(/schemas\s*=\s*(\[.*\])/.exec(main)?.[1]).toBe(
      JSON.stringify(roomsWithTables).replaceAll(',', ', '),
    );
  });

  it.each(roomsWithTables)('have rows of the schema of %s, and of no other', async (room) => {
    const { rows } = await pglite.query(
      `SELECT schemaname AS schema, bool_and(has_schema_privilege($1, schemaname, 'USAGE')) AS enters,
              bool_and(has_table_privilege($1, format('%I.%I', schemaname, tablename), 'SELECT')) AS rows,
              bool_or(has_schema_privilege($1, schemaname, 'CREATE')) OR
              bool_or(has_table_privilege($1, format('%I.%I', schemaname, tablename), 'TRUNCATE, TRIGGER')) AS more
         FROM pg_tables WHERE schemaname = ANY($2) GROUP BY schemaname ORDER BY schemaname`,
      [roleOf(room), [...roomsWithTables]],
    );
    const isOurs = (schema: string) => ({
      schema,
      enters: schema === room,
      rows: schema === room,
      more: false,
    });
    expect(rows).toEqual(roomsWithTables.map(isOurs));
  });

  it('change no entry of the audit log', async () => {
    const { rows } = await pglite.query(
      "SELECT has_table_privilege('air_auth', 'auth.audit_entry', 'UPDATE, DELETE') AS may",
    );
    expect(rows).toEqual([{ may: false }]);
  });
});
