import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readEmptyCluster } from './empty-cluster.ts';
import { migrate } from './migrate.ts';
import { migrationsFolder, readMigrations } from './migration-files.ts';
import { pgliteRunner } from './pglite-runner.ts';
import { everything, listMigrations, openSchemaEngine, pendingSql, schemaFolder } from './schema-engine.ts';
import { dropSchemas } from './testing/drop-schemas.ts';

describe('the schema files and the migrations', () => {
  it('say the same', async () => {
    expect(await pendingSql(), 'write what is missing: npm run db:author -- <name>').toBeUndefined();
  });

  it('are told apart by one column, in the SQL that would mend it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'schema-'));
    await cp(schemaFolder, folder, { recursive: true });
    const file = join(folder, 'sensors.prisma');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('model Network {', 'model Network {\n  motto String?'));
    const sql = await pendingSql({ schema: folder, migrations: migrationsFolder });
    expect(sql).toContain('ALTER TABLE "sensors"."network" ADD COLUMN     "motto" TEXT;');
    await rm(folder, { recursive: true });
  });

  it('are told apart where a migration cannot be replayed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    await cp(migrationsFolder, folder, { recursive: true });
    const [first] = await readMigrations();
    await writeFile(join(folder, first?.name ?? '', 'migration.sql'), 'CREATE TABEL typing_error ()');
    await expect(pendingSql({ schema: schemaFolder, migrations: folder })).rejects.toThrow(/TABEL/);
    await rm(folder, { recursive: true });
  });
});

describe("Prisma's own engine and the runner, on one database", () => {
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = await PGlite.create({ loadDataDir: await readEmptyCluster() });
  });
  afterEach(() => dropSchemas(pglite));
  afterAll(() => pglite.close());

  it('the engine finds nothing failed, edited or missing after the runner, and applies nothing', async () => {
    await migrate(pgliteRunner(pglite), { migrations: await readMigrations() });
    const engine = await openSchemaEngine(pglite);
    const migrationsList = await listMigrations(migrationsFolder);
    expect(
      await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: everything,
      }),
    ).toMatchObject({
      history: null,
      failedMigrationNames: [],
      editedMigrationNames: [],
      hasMigrationsTable: true,
    });
    expect(await engine.applyMigrations({ migrationsList, filters: everything })).toEqual({
      appliedMigrationNames: [],
    });
    engine.free();
  });

  it('the runner finds nothing to do after the engine', async () => {
    const migrations = await readMigrations();
    const engine = await openSchemaEngine(pglite);
    const migrationsList = await listMigrations(migrationsFolder);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: everything });
    expect(appliedMigrationNames).toEqual(migrations.map((migration) => migration.name));
    engine.free();
    expect(await migrate(pgliteRunner(pglite), { migrations })).toEqual([]);
  });

  it('the engine stops at a failure that the runner wrote down, until it is resolved', async () => {
    const migrations = await readMigrations();
    const [first] = migrations;
    const broken = [{ ...first, sql: 'SELECT 1 / 0;' }] as Awaited<ReturnType<typeof readMigrations>>;
    await expect(migrate(pgliteRunner(pglite), { migrations: broken })).rejects.toThrow('division by zero');
    const engine = await openSchemaEngine(pglite);
    const migrationsList = await listMigrations(migrationsFolder);
    await expect(engine.applyMigrations({ migrationsList, filters: everything })).rejects.toThrow(
      /failed migrations/,
    );
    await engine.markMigrationRolledBack({ migrationName: first?.name ?? '' });
    expect(
      (await engine.applyMigrations({ migrationsList, filters: everything })).appliedMigrationNames,
    ).toEqual(migrations.map(({ name }) => name));
    engine.free();
  });
});
