import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

export const readManifest = async (): Promise<Manifest> =>
  JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;

export const installedPglite = async (): Promise<string> => {
  // Its package.json is not among its exports, and lies one folder above its entry.
  const file = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  return (JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as { version: string }).version;
};

const readTar = async (): Promise<Buffer<ArrayBuffer>> =>
  promisify(brotliDecompress)(await readFile(clusterFile));

/** PGlite's own `initdb` takes 3 to 9 s; a new database in memory takes this tar of its result instead. */
export const readEmptyCluster = async (): Promise<Blob> => new Blob([await readTar()]);

/**
 * Writes the cluster out as files that only this user may read. Three times as fast as letting PGlite unpack the tar into a
 * folder, and without its several copies of it in memory.
 */
export const unpackEmptyCluster = async (target: string): Promise<void> => {
  const entries = [...tarEntries(await readTar())];
  for (const { path, body } of entries) {
    const place = join(target, path);
    await mkdir(body === undefined ? place : dirname(place), { recursive: true, mode: 0o700 });
  }
  const files = entries.flatMap(({ path, body }) => (body === undefined ? [] : [{ path, body }]));
  await Promise.all(files.map(({ path, body }) => writeSparse(join(target, path), body)));
};

/** The write-ahead log is 16 MB, nearly all zeros: they need not be written to be there. */
const writeSparse = async (file: string, body: Buffer): Promise<void> => {
  const handle = await open(file, 'wx', 0o600);
  let end = body.length;
  while (end > 0 && body[end - 1] === 0) end -= 1;
  await handle.writeFile(body.subarray(0, end));
  await handle.truncate(body.length);
  await handle.close();
};

interface TarEntry {
  readonly path: string;
  /** Absent for a folder. */
  readonly body?: Buffer;
}

/**
 * The folders and files of a tar as PGlite writes it: plain ustar headers, names below 100 characters.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
function* tarEntries(tar: Buffer): Generator<TarEntry> {
  const block = 512;
  const text = (from: number, length: number) =>
    tar.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const path = text(at, 100);
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8);
    const kind = text(at + 156, 1);
    const start = at + block;
    if (kind === '5') yield { path };
    else if (kind === '0' || kind === '') yield { path, body: tar.subarray(start, start + size) };
    else
      throw new Error(
        `The snapshot has an entry of kind ${kind}, which is neither a file nor a folder: ${path}`,
      );
    at = start + Math.ceil(size / block) * block;
  }
}
