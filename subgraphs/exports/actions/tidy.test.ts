import { Readable } from 'node:stream';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keptForMs, keyOf } from '../domain/export-job.ts';
import { type ExportJobs, openExportJobs } from '../store/jobs.ts';
import { openExportTidying } from '../store/tidying.ts';
import { openMaker, type TestMaker } from '../testing/open-maker.ts';
import { queueJob } from '../testing/queued-jobs.ts';
import { createTidy, keepTidy } from './tidy.ts';

const day = 86_400_000;
const start = Date.parse('2026-12-01T12:00:00Z');
const ada = { accountId: 'ada', organisation: 'org-a' };

let database: Database;
let jobs: ExportJobs;
let maker: TestMaker;
let now = start;
let told: string[] = [];
beforeAll(async () => {
  database = await lendDatabase();
  jobs = openExportJobs(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.exportJob.deleteMany();
  maker = await openMaker();
  [now, told] = [start, []];
});
afterEach(() => maker.close());

const open = (objectStore: Pick<TestMaker['objectStore'], 'list' | 'delete'> = maker.objectStore) =>
  createTidy({
    ...{ tidying: openExportTidying(database), objectStore, log: createLog('silent'), now: () => now },
    tell: async ({ id, status }) => void told.push(`${id} ${status}`),
  });
const tidy = (objectStore?: Parameters<typeof open>[0]) => open(objectStore)(new AbortController().signal);
const ready = async (): Promise<string> => {
  const { id } = await queueJob(jobs);
  await jobs.claim({ worker: 'me', until: now + 1 }, now);
  for (const name of ['a.csv', 'b.csv'])
    await maker.objectStore.put(keyOf(id, name), Readable.from([Buffer.from('1')]));
  await jobs.end(id, 'me', { at: now, outcome: { files: [], rows: 1, isReplayed: false } });
  return id;
};
const statusOf = async (id: string) => (await jobs.find(id, ada))?.status ?? null;

describe('tidying up after exports', () => {
  it('leaves what is ready alone until its time has come, and then nothing of it', async () => {
    const id = await ready();
    now += keptForMs - 1;
    await tidy();
    expect([await statusOf(id), await maker.stored(id)]).toEqual(['READY', ['a.csv', 'b.csv']]);
    now += 1;
    await tidy();
    expect([await statusOf(id), await maker.stored(id)]).toEqual(['EXPIRED', []]);
    expect(told).toEqual([`${id} EXPIRED`]);
  });

  it('removes what was cancelled, when nobody can be writing it any more', async () => {
    const id = await ready();
    await jobs.cancel(id, ada, now);
    await tidy();
    expect(await maker.stored(id)).toEqual([]);
    const { id: running } = await queueJob(jobs);
    await jobs.claim({ worker: 'me', until: now + 15_000 }, now);
    await jobs.cancel(running, ada, now);
    await maker.objectStore.put(keyOf(running, 'late.csv'), Readable.from([Buffer.from('1')]));
    await tidy();
    expect(await maker.stored(running)).toEqual(['late.csv']);
    now += 15_001;
    await tidy();
    expect(await maker.stored(running)).toEqual([]);
  });

  it('comes back to what it could not remove', async () => {
    const [one, other] = [await ready(), await ready()];
    now += keptForMs;
    const failing = {
      ...maker.objectStore,
      delete: async (key: string) => {
        if (key.includes(one)) throw new Error('the object store is away');
        return maker.objectStore.delete(key);
      },
    };
    await tidy(failing);
    expect([await maker.stored(one), await maker.stored(other)]).toEqual([['a.csv', 'b.csv'], []]);
    await tidy();
    expect(await maker.stored(one)).toEqual([]);
  });

  it('forgets what ended ninety days ago', async () => {
    const id = await ready();
    now += keptForMs;
    await tidy();
    now = start + 90 * day;
    await tidy();
    expect(await statusOf(id)).toBe('EXPIRED');
    now += 1;
    await tidy();
    expect(await statusOf(id)).toBeNull();
  });

  it('goes on however often it fails, until it is told to stop', async () => {
    const stopping = new AbortController();
    let calls = 0;
    const failing = async (): Promise<void> => {
      calls += 1;
      if (calls === 3) stopping.abort();
      throw new Error('the database is away');
    };
    await keepTidy({ tidy: failing, log: createLog('silent'), everyMs: 1 })(stopping.signal);
    expect(calls).toBe(3);
  });
});
