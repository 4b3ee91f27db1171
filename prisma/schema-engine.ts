import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { readEmptyCluster } from './empty-cluster.ts';
import { migrationsFolder, readMigrations } from './migration-files.ts';
import { prismaOnPglite } from './pglite-adapter.ts';

export const schemaFolder = join(import.meta.dirname, 'schema');

export interface SchemaFolders {
  readonly schema: string;
  readonly migrations: string;
}

const repository: SchemaFolders = { schema: schemaFolder, migrations: migrationsFolder };

/**
 * Asks Prisma's own schema engine what separates the migrations from the schema files: SQL, or nothing where they agree.
 * The migrations are replayed in an empty in-memory PGlite that is thrown away, so no server and no download is needed.
 */
export const pendingSql = async (folders: SchemaFolders = repository): Promise<string | undefined> => {
  const shadow = await PGlite.create({ loadDataDir: await readEmptyCluster() });
  const engine = await openSchemaEngine(shadow, folders);
  try {
    // createMigration refuses a shadow of our own ("must be provided through an external factory"); diff takes it.
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await listMigrations(folders.migrations)) },
      to: { tag: 'schemaDatamodel', ...(await readSchema(folders.schema)) },
      script: true,
      exitCode: true,
      filters: everything,
    });
    return exitCode === changed ? (stdout ?? '') : undefined;
  } finally {
    engine.free();
    await shadow.close();
  }
};

/** Prisma's schema engine on a PGlite, which stays the caller's to close. Free the engine when it has done its work. */
export const openSchemaEngine = async (
  pglite: PGlite,
  folders: SchemaFolders = repository,
): Promise<SchemaEngine> => {
  const { files } = await readSchema(folders.schema);
  const bindings = await loadBindings();
  return bindings.SchemaEngine.new(
    { datamodels: files.map((file): [string, string] => [file.path, file.content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(prismaOnPglite(pglite)),
  );
};

export const everything = { externalTables: [], externalEnums: [] };

/** The engine's exit code, when asked for one, for "there is a difference". */
const changed = 2;

/** Node has it; the types of the browser, where its own would come from, are not loaded here. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ readonly exports: object }>;
};

const loadBindings = (): Promise<typeof engineBindings> => {
  loading ??= load();
  return loading;
};

/** Once: a second instance would pull the first one's memory from under its engines. */
let loading: Promise<typeof engineBindings> | undefined;

const load = async (): Promise<typeof engineBindings> => {
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

/** The migrations as the engine takes them. */
export const listMigrations = async (folder: string): Promise<MigrationList> => ({
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
