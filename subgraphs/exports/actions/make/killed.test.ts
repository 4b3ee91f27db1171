import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openFolderObjectStore } from '@aqmrg/platform/drivers/folder-object-store.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportedFile, keyOf } from '../../domain/export-job.ts';
import type { Made } from '../../store/jobs.ts';
import { type Point, points } from '../../testing/make-in-child.ts';
import { openMaker, runningJob } from '../../testing/open-maker.ts';

const script = fileURLToPath(new URL('../../testing/make-in-child.ts', import.meta.url));
const job = runningJob();

let root: string;
let unharmed: readonly ExportedFile[];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'killed-'));
  const maker = await openMaker();
  unharmed = (await maker.run(job)).files;
  await maker.close();
});
afterAll(() => rm(root, { recursive: true, force: true }));

const make = async (folder: string, point?: Point): Promise<Made | 'SIGKILL'> => {
  try {
    const args = [script, folder, ...(point === undefined ? [] : [point])];
    return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
  } catch (error) {
    if (error instanceof Error && 'signal' in error && error.signal === 'SIGKILL') return 'SIGKILL';
    throw error;
  }
};

/** Hashes of what anybody could download. */
const seen = async (folder: string): Promise<Record<string, string>> => {
  const store = await openFolderObjectStore({ folder: join(folder, 'store') });
  const found: Record<string, string> = {};
  for (const { key } of await store.list('', 100)) {
    const hash = createHash('sha256');
    for await (const chunk of await store.get(key)) hash.update(chunk);
    found[key] = hash.digest('hex');
  }
  return found;
};

describe('an export whose process is killed', () => {
  it.concurrent.each(points)(
    '%s shows no part of a file, and is the same when it is gone on with',
    async (point) => {
      const folder = await mkdtemp(join(root, 'run-'));
      await writeFile(join(folder, 'job.json'), JSON.stringify(job));
      const whole = Object.fromEntries(unharmed.map(({ name, sha256 }) => [keyOf(job.id, name), sha256]));
      expect(await make(folder, point)).toBe('SIGKILL');
      expect(whole).toMatchObject(await seen(folder));
      const made = await make(folder);
      expect(made).toMatchObject({ files: unharmed, rows: 96, isReplayed: false });
      expect(await seen(folder)).toEqual(whole);
    },
  );
});
