import { randomUUID } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, realpath, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { AirError, badInput } from '../errors/air-error.ts';
import type { ObjectStore, StoredObject } from '../ports/object-store.ts';
import { checkKey, checkPrefix, checkRange, clash, notFound, rangeBehind } from './object-rules.ts';
import { syncFolder } from './sync-folder.ts';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** What the system says of a full disk, a spent quota and a file-size limit. */
const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const absentCodes: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'];
/** A folder stands where a file should, or the other way round. */
const clashCodes: readonly unknown[] = ['ENOTDIR', 'EISDIR', 'EEXIST', 'ENOTEMPTY'];

const asWriteError = (error: unknown, key: string): unknown => {
  if (fullCodes.includes(codeOf(error))) {
    return new AirError('STORAGE_FULL', 'The disk of the object store is full.', { cause: error });
  }
  if (clashCodes.includes(codeOf(error))) return clash(key, error);
  return error;
};

const storedObject = (key: string, stats: BigIntStats): StoredObject => ({
  key,
  bytes: Number(stats.size),
  etag: [stats.ino, stats.size, stats.mtimeNs].map((part) => part.toString(36)).join('-'),
  modifiedAt: Number(stats.mtimeMs),
});

/**
 * Objects as files in `folder/objects`. A put writes to `folder/incoming`, syncs, and renames: an object is there whole or not at all. Nothing waits in memory: a body
 * is written as fast as the disk takes it.
 */
export const openFolderObjectStore = async (options: { readonly folder: string }): Promise<ObjectStore> => {
  await mkdir(join(options.folder, 'objects'), { recursive: true });
  await mkdir(join(options.folder, 'incoming'), { recursive: true });
  const root = await realpath(join(options.folder, 'objects'));
  const incoming = await realpath(join(options.folder, 'incoming'));
  // What a killed process left behind: no put of this process has begun yet, and a folder has one owner.
  for (const name of await readdir(incoming)) await rm(join(incoming, name), { recursive: true });

  const pathOf = (key: string): string => {
    checkKey(key);
    return join(root, ...key.split('/'));
  };

  /** Where a link stands on the way, the real path is another one: then nothing is there as far as this store goes. */
  const openFile = async (key: string): Promise<{ file: FileHandle; stats: BigIntStats } | undefined> => {
    const path = pathOf(key);
    let file: FileHandle | undefined;
    try {
      if ((await realpath(dirname(path))) !== dirname(path)) return undefined;
      file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
      const stats = await file.stat({ bigint: true });
      if (stats.isFile()) return { file, stats };
    } catch (error) {
      await file?.close();
      if (absentCodes.includes(codeOf(error))) return undefined;
      throw error;
    }
    await file.close();
    return undefined;
  };

  /** One level after another, so that no link is followed and every new entry is synced. */
  const makeFolders = async (key: string): Promise<string> => {
    let folder = root;
    for (const segment of key.split('/').slice(0, -1)) {
      const inner = join(folder, segment);
      const made = await mkdir(inner).then(
        () => true,
        (error: unknown) => {
          if (codeOf(error) === 'EEXIST') return false;
          throw error;
        },
      );
      if (made) await syncFolder(folder);
      else if ((await realpath(inner)) !== inner) throw badInput('key', `${key} leads through a link.`);
      else if (!(await stat(inner)).isDirectory()) throw Object.assign(new Error(inner), { code: 'ENOTDIR' });
      folder = inner;
    }
    return folder;
  };

  const write = async (temporary: string, body: Readable): Promise<void> => {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(body);
      await file.sync();
    } finally {
      await file.close();
    }
  };

  const put = async (key: string, body: Readable): Promise<StoredObject> => {
    const temporary = join(incoming, randomUUID());
    // It may fail before it is read; reading then throws what it failed with.
    body.on('error', () => undefined);
    try {
      const path = pathOf(key);
      await write(temporary, body);
      const folder = await makeFolders(key);
      await rename(temporary, path);
      await syncFolder(folder);
      return storedObject(key, await stat(path, { bigint: true }));
    } catch (error) {
      body.destroy();
      await rm(temporary, { force: true });
      throw asWriteError(error, key);
    }
  };

  /**
   * In key order without reading the whole tree: a folder sorts as its name with `/` behind it, and is entered only where its keys can match.
   */
  async function* walk(folder: string, above: string, prefix: string, after: string): AsyncGenerator<string> {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => ({ name: entry.name, key: `${above}${entry.name}${entry.isDirectory() ? '/' : ''}` }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const { name, key } of names) {
      if (!key.endsWith('/')) {
        if (key.startsWith(prefix) && key > after) yield key;
      } else if (
        (key.startsWith(prefix) || prefix.startsWith(key)) &&
        (key > after || after.startsWith(key))
      ) {
        yield* walk(join(folder, name), key, prefix, after);
      }
    }
  }

  return {
    put,
    head: async (key) => {
      const found = await openFile(key);
      await found?.file.close();
      return found && storedObject(key, found.stats);
    },
    get: async (key, range) => {
      const found = await openFile(key);
      if (found === undefined) throw notFound(key);
      const { file, stats } = found;
      try {
        if (range === undefined) return file.createReadStream();
        checkRange(range);
        if (range.start >= stats.size) throw rangeBehind();
        return file.createReadStream({ start: range.start, end: range.end });
      } catch (error) {
        await file.close();
        throw error;
      }
    },
    list: async (prefix, limit, after = '') => {
      checkPrefix(prefix);
      const found: StoredObject[] = [];
      if (limit <= 0) return found;
      for await (const key of walk(root, '', prefix, after)) {
        const stats = await stat(join(root, key), { bigint: true }).catch(() => undefined);
        // Deleted since its folder was read.
        if (stats !== undefined) found.push(storedObject(key, stats));
        if (found.length >= limit) break;
      }
      return found;
    },
    delete: async (key) => {
      const found = await openFile(key);
      if (found === undefined) return;
      await found.file.close();
      await unlink(pathOf(key)).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw error;
      });
      await syncFolder(dirname(pathOf(key)));
    },
    close: async () => undefined,
  };
};
