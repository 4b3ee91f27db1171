import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { readEmptyCluster } from './empty-cluster.ts';
import { migrationsFolder, readMigrations } from './migration-files.ts';

export const schemaFolder = join(import.meta.dirname, 'schema');

export interface SchemaFolders {
  readonly schema: string;
  readonly migrations: string;
}

/**
 * Asks Prisma's own schema engine what separates the migrations from the schema files: SQL, or nothing where they agree.
 * The migrations are replayed in an empty in-memory PGlite that is thrown away, so no server and no download is needed.
 */
export const pendingSql = async (
  folders: SchemaFolders = { schema: schemaFolder, migrations: migrationsFolder },
): Promise<string | undefined> => {
  const schema = await readSchema(folders.schema);
  const migrations = await listMigrations(folders.migrations);
  const shadow = new PGlite({ loadDataDir: await readEmptyCluster() });
  const { SchemaEngine } = await loadBindings();
  const engine = await SchemaEngine.new(
    { datamodels: schema.files.map((file): [string, string] => [file.path, file.content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(shadowFactory(shadow)),
  );
  try {
    // createMigration refuses a shadow of our own ("must be provided through an external factory"); diff takes it.
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === changed ? (stdout ?? '') : undefined;
  } finally {
    engine.free();
    await shadow.close();
  }
};

/** The engine's exit code, when asked for one, for "there is a difference". */
const changed = 2;

/**
 * The adapter with its `executeScript` awaited: as shipped it resolves before the script has run, and a failing migration
 * becomes an unhandled rejection instead of an error.
 */
const shadowFactory = (shadow: PGlite) => {
  const factory = new PrismaPGlite(shadow);
  const connect = async () => {
    const adapter = await factory.connect();
    adapter.executeScript = async (script) => {
      await shadow.exec(script);
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: connect,
  } satisfies Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0];
};

/** By hand, because importing `.wasm` as a module is still experimental in Node 24 and prints a warning. */
/** Node has it; the types of the browser, where its own would come from, are not loaded here. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ readonly exports: object }>;
};

const loadBindings = async (): Promise<typeof engineBindings> => {
  const beside = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const module = await WebAssembly.compile(await readFile(beside.replace(/\.js$/, '.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': { ...engineBindings } });
  engineBindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return engineBindings;
};

const readSchema = async (folder: string): Promise<SchemasContainer> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return {
    files: await Promise.all(
      names.map(async (name) => ({
        path: join(folder, name),
        content: await readFile(join(folder, name), 'utf8'),
      })),
    ),
  };
};

const listMigrations = async (folder: string): Promise<MigrationList> => ({
  baseDir: resolve(folder),
  lockfile: {
    path: './migration_lock.toml',
    content: await readFile(join(folder, 'migration_lock.toml'), 'utf8').catch(() => null),
  },
  shadowDbInitScript: '',
  migrationDirectories: (await readMigrations(folder)).map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
  })),
});
