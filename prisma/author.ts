// npm run db:author -- <name>: writes what the schema files have and the migrations lack as a new migration.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationsFolder } from './migration-files.ts';
import { pendingSql } from './schema-engine.ts';

const name = process.argv[2];
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write('Usage: npm run db:author -- <name>, in lower case with underscores: add_site_city\n');
  process.exit(2);
}

const sql = await pendingSql();
if (sql === undefined) {
  process.stdout.write('The migrations already make what the schema files say: nothing to write.\n');
} else {
  // The name starts with the UTC second, as Prisma writes it: migrations are applied in the order of their names.
  const second = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${second}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), sql);
  process.stdout.write(
    `Wrote ${folder}/migration.sql. Read it, say why where it is not plain, then: npm run codegen\n`,
  );
}
