import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ExportJobs, openExportJobs } from '../store/jobs.ts';
import { openExportTidying } from '../store/tidying.ts';
import { openMaker, type TestMaker } from '../testing/open-maker.ts';
import { queueJob } from '../testing/queued-jobs.ts';
import type { Maker } from './make/make-export.ts';
import { workOff } from './work-off.ts';

const ada = { accountId: 'ada', organisation: 'org-a' };
const log = createLog('silent');

let database: Database;
let jobs: ExportJobs;
const workers: ReturnType<typeof workOff>[] = [];
const makers: TestMaker[] = [];
beforeAll(async () => {
  database = await lendDatabase();
  jobs = openExportJobs(database);
});
afterAll(() => database.close());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  for (const maker of makers.splice(0)) await maker.close();
  await database.client.exportJob.deleteMany();
});

const openOne = async (ground?: Parameters<typeof openMaker>[0]): Promise<TestMaker> => {
  const maker = await openMaker(ground);
  makers.push(maker);
  return maker;
};
const open = (
  { objectStore, scratch, make }: Pick<TestMaker, 'objectStore' | 'scratch'> & { readonly make: Maker },
  more: { readonly longestMs?: number } = {},
) => {
  const told: string[] = [];
  const worker = workOff({
    ...{ jobs, tidying: openExportTidying(database), make, objectStore, scratch, log, now: Date.now },
    tell: async ({ id, status }) => void told.push(`${id} ${status}`),
    ...{ beatMs: 20, silentMs: 10_000, ...more },
  });
  workers.push(worker);
  return { ...worker, told };
};
const find = (id: string) => jobs.find(id, ada);
const become = (id: string, status: string) =>
  expect.poll(async () => (await find(id))?.status, { timeout: 5_000 }).toBe(status);
/** Where there is nothing of an export any more, and this is known. */
const gone = async (maker: TestMaker, id: string): Promise<void> => {
  const isKnown = async () => (await database.client.exportJob.findUnique({ where: { id } }))?.isUncleared;
  await expect.poll(isKnown, { timeout: 5_000 }).toBe(false);
  expect([await maker.stored(id), await maker.left()]).toEqual([[], []]);
};

/** Puts a file, and then goes on until it is ended. */
const endless =
  ({ make }: TestMaker): Maker =>
  async (job, options) => {
    await make(job, options);
    options.onRows(96);
    return new Promise((_resolve, reject) => {
      const end = () => reject(options.signal.reason);
      if (options.signal.aborted) end();
      else options.signal.addEventListener('abort', end);
    });
  };

describe('working off exports', () => {
  it('makes what is queued, and says so', async () => {
    const maker = await openOne();
    const { id } = await queueJob(jobs);
    const { told } = open(maker);
    await become(id, 'READY');
    const job = await find(id);
    expect(job).toMatchObject({ rows: 96, isReplayed: false });
    expect(job?.files.map(({ name }) => name)).toEqual([
      ...['readings.csv', 'sensors.csv', 'README.md', 'manifest.json', 'datapackage.json'],
    ]);
    await expect.poll(() => [told[0], told.at(-1)]).toEqual([`${id} RUNNING`, `${id} READY`]);
  });

  it('tells how many rows there are, and leaves nothing behind when it is cancelled', async () => {
    const maker = await openOne();
    const { id } = await queueJob(jobs);
    const { told } = open({ ...maker, make: endless(maker) });
    await expect.poll(async () => (await find(id))?.rows, { timeout: 5_000 }).toBe(96);
    // rows are told before the file that holds them is there
    await expect.poll(async () => (await find(id))?.files).toHaveLength(1);
    expect(await maker.stored(id)).toContain('readings.csv');
    // when it was taken up, and when there was more of it
    await expect.poll(() => told.length).toBeGreaterThan(1);
    expect(new Set(told)).toEqual(new Set([`${id} RUNNING`]));
    await jobs.cancel(id, ada, Date.now());
    await gone(maker, id);
    expect(await find(id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('gives back what is under way when it stops, and another goes on with what is there', async () => {
    const maker = await openOne();
    const { id } = await queueJob(jobs);
    const first = open({ ...maker, make: endless(maker) });
    await expect.poll(async () => (await find(id))?.files.length, { timeout: 5_000 }).toBe(1);
    await first.stop();
    expect((await find(id))?.status).toBe('QUEUED');
    expect(first.told.at(-1)).toBe(`${id} QUEUED`);
    let writes = 0;
    const seriesFiles = {
      write: () => {
        writes += 1;
        return Promise.reject(new Error('never'));
      },
    };
    const second = await openOne({ objectStore: maker.objectStore, seriesFiles });
    open({ ...second, objectStore: maker.objectStore });
    await become(id, 'READY');
    expect(writes).toBe(0);
  });

  it.each([
    ['a full disk', 'STORAGE_FULL', 'STORAGE_FULL'],
    ['more rows than a workbook holds', 'TOO_MANY_ROWS', 'TOO_MUCH'],
  ] as const)('fails of %s with what to do, and leaves nothing behind', async (_what, thrown, code) => {
    const maker = await openOne();
    const { id } = await queueJob(jobs);
    const make: Maker = async (job, options) => {
      await maker.make(job, options);
      throw new AirError(thrown, 'No.');
    };
    const { told } = open({ ...maker, make });
    await become(id, 'FAILED');
    expect((await find(id))?.problems).toMatchObject([{ code, next: expect.stringContaining('Ask for') }]);
    await gone(maker, id);
    await expect.poll(() => told.at(-1)).toBe(`${id} FAILED`);
  });

  it('fails of what is wrong here, and goes on with the next', async () => {
    const maker = await openOne();
    const bad = await queueJob(jobs, { requestedAt: 1 });
    const good = await queueJob(jobs, { requestedAt: 2 });
    const make: Maker = (job, options) =>
      job.id === bad.id ? Promise.reject(new Error('a bug')) : maker.make(job, options);
    open({ ...maker, make });
    await become(good.id, 'READY');
    expect(await find(bad.id)).toMatchObject({ status: 'FAILED', problems: [{ code: 'NOT_FINISHED' }] });
  });

  it('ends what takes too long', async () => {
    const maker = await openOne();
    const { id } = await queueJob(jobs);
    open({ ...maker, make: endless(maker) }, { longestMs: 200 });
    await become(id, 'FAILED');
    await gone(maker, id);
  });

  it('removes at its start what ended exports have left on the disk, and nothing else', async () => {
    const maker = await openOne();
    const [ended, waits] = [await queueJob(jobs), await queueJob(jobs)];
    const failing = await openOne({
      seriesFiles: { write: () => Promise.reject(new AirError('STORAGE_FULL', 'Full.')) },
      scratch: maker.scratch,
    });
    for (const job of [ended, waits]) await expect(failing.run(job)).rejects.toThrow('Full.');
    await jobs.cancel(ended.id, ada, Date.now());
    await database.client.exportJob.update({
      where: { id: waits.id },
      data: { status: 'RUNNING', claimedBy: 'elsewhere', claimedUntil: new Date(Date.now() + 60_000) },
    });
    await open(maker).stop();
    expect(await maker.left()).toEqual([waits.id, `${waits.id}/sensors.json`]);
  });
});
