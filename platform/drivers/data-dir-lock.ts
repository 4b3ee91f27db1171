import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { AirError } from '../errors/air-error.ts';

export interface DataDirLock {
  release(): Promise<void>;
}

/** Locks of this process. A connection that nothing refers to is collected, and its lock would go with it. */
const held = new Set<DatabaseSync>();

const owner = z.object({ pid: z.int(), host: z.string() });

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
const busy = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && ((error.errcode as number) & 0xff) === busy;

const ownerOf = async (file: string): Promise<string> => {
  try {
    const { pid, host } = owner.parse(JSON.parse(await readFile(file, 'utf8')));
    return `process ${pid} on ${host}`;
  } catch {
    return 'another process';
  }
};

/**
 * Makes this process the one owner of `folder` (made if it is absent); rejects with CONFLICT where another one is. The lock is an exclusive transaction on an empty
 * SQLite file, so the system drops it with the process, however that ends: no stale pid. The owner's name lies in a file of its own, because opening and
 * closing the locked file here would drop this process's lock on POSIX systems.
 */
export const lockDataDir = async (folder: string): Promise<DataDirLock> => {
  await mkdir(folder, { recursive: true });
  const place = await realpath(folder);
  const ownerFile = join(place, 'owner.json');
  const db = new DatabaseSync(join(place, 'lock.sqlite'), { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw error;
    throw new AirError(
      'CONFLICT',
      `The data folder ${place} belongs to ${await ownerOf(ownerFile)}. Stop that one, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  held.add(db);
  // A courtesy to whom is refused; a full disk must not keep the owner out.
  await writeFile(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() })).catch(() => undefined);

  return {
    release: async () => {
      if (!held.delete(db)) return;
      await rm(ownerFile, { force: true });
      db.close();
    },
  };
};
