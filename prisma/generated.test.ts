import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';
import { clusterFile, installedPglite, readEmptyCluster, readManifest } from './empty-cluster.ts';

const contents = async (folder: string): Promise<Record<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(async (file) => [file.slice(folder.length), await readFile(file, 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
};

it('the committed client is the one that the schema files give (else: npm run codegen)', async () => {
  const root = await mkdtemp(join(tmpdir(), 'generate-'));
  await cp(join(import.meta.dirname, 'schema'), join(root, 'prisma/schema'), { recursive: true });
  await cp(join(import.meta.dirname, '../prisma.config.ts'), join(root, 'prisma.config.ts'));
  await symlink(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'));
  const cli = fileURLToPath(import.meta.resolve('prisma/build/index.js'));
  await promisify(execFile)(process.execPath, [cli, 'generate'], { cwd: root });
  expect(await contents(join(root, 'prisma/client'))).toEqual(
    await contents(join(import.meta.dirname, 'client')),
  );
  await rm(root, { recursive: true });
});

it('the committed cluster is whole, and of the PGlite that is installed (else: npm run db:snapshot)', async () => {
  const manifest = await readManifest();
  expect(manifest.pglite).toBe(await installedPglite());
  const tar = await promisify(brotliDecompress)(await readFile(clusterFile));
  expect(createHash('sha256').update(tar).digest('hex')).toBe(manifest.sha256);
});

it('the committed cluster is as empty as a new one, and small', async () => {
  const relations = `SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')`;
  const pglite = await PGlite.create({ loadDataDir: await readEmptyCluster() });
  expect((await pglite.query(relations)).rows).toEqual([]);
  await pglite.close();
  expect((await readFile(clusterFile)).length).toBeLessThan(2_500_000);
});
