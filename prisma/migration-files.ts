import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const migrationsFolder = join(import.meta.dirname, 'migrations');

export interface Migration {
  /** The folder's name: a UTC second and a word, `20261123130000_sensors`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the SQL, in hex: what Prisma keeps in `_prisma_migrations`. */
  readonly checksum: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const makeMigration = (name: string, sql: string): Migration => ({ name, sql, checksum: sha256(sql) });

/** Line endings do not count, as in Prisma: a checkout on Windows must not look like a changed migration. */
export const hasChecksum = (migration: Migration, checksum: string): boolean => {
  const lf = migration.sql.replaceAll('\r\n', '\n');
  return [migration.sql, lf, lf.replaceAll('\n', '\r\n')].some((text) => sha256(text) === checksum);
};

/** In the order in which they are applied. */
export const readMigrations = async (folder: string = migrationsFolder): Promise<readonly Migration[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => makeMigration(name, await readFile(join(folder, name, 'migration.sql'), 'utf8'))),
  );
};
