import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

const folder = join(import.meta.dirname, 'snapshot');
export const clusterFile = join(folder, 'empty-cluster.tar.br');
export const manifestFile = join(folder, 'manifest.json');

/** What the snapshot was made from, and what it unpacks to. */
export interface Manifest {
  readonly pglite: string;
  /** The major version, as a cluster's PG_VERSION has it. */
  readonly postgres: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** PGlite's own `initdb` takes 3 to 9 s; a new database unpacks this tar of its result instead, in about half a second. */
export const readEmptyCluster = async (): Promise<Blob> =>
  new Blob([await promisify(brotliDecompress)(await readFile(clusterFile))]);

export const readManifest = async (): Promise<Manifest> =>
  JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;

export const installedPglite = async (): Promise<string> => {
  // Its package.json is not among its exports, and lies one folder above its entry.
  const file = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  return (JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as { version: string }).version;
};
