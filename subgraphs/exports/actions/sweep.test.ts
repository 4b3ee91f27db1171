import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportJobs, openExportJobs } from '../store/jobs.ts';
import { openExportTidying } from '../store/tidying.ts';
import { openMaker, type TestMaker } from '../testing/open-maker.ts';
import { queueJob } from '../testing/queued-jobs.ts';
import type { Maker } from './make/make-export.ts';
import { workOff } from './work-off.ts';

const ada = { accountId: 'ada', organisation: 'org-a' };

let database: Database;
let jobs: ExportJobs;
let maker: TestMaker;
beforeAll(async () => {
  [database, maker] = [await lendDatabase(), await openMaker()];
  jobs = openExportJobs(database);
});
afterAll(async () => {
  await maker.close();
  await database.close();
});

const open = (make: Maker) =>
  workOff({
    ...{ jobs: { ...jobs, goesOn: async () => true }, tidying: openExportTidying(database), make },
    ...{ objectStore: maker.objectStore, scratch: maker.scratch, log: createLog('silent'), now: Date.now },
    ...{ tell: async () => undefined, beatMs: 20, silentMs: 10_000, sweepMs: 5 },
  });
const isLeft = async (id: string): Promise<boolean> => (await maker.left()).includes(id);
const leave = (id: string) => mkdir(join(maker.scratch, id), { recursive: true });
/** Until all that lay there was looked at. */
const sweptAgain = async (): Promise<void> => {
  for (const id of [randomUUID(), randomUUID()]) {
    await leave(id);
    await expect.poll(() => isLeft(id), { timeout: 5_000 }).toBe(false);
  }
};

describe('a machine that makes exports', () => {
  it('is rid of what it lost when that has ended elsewhere, and not before', async () => {
    const worker = open(maker.make);
    const { id } = await queueJob(jobs, { requestedAt: Date.now() });
    await expect.poll(async () => (await jobs.findAny(id))?.status, { timeout: 5_000 }).toBe('READY');
    await database.client.exportJob.update({ where: { id }, data: { status: 'RUNNING' } });
    await leave(id);
    await sweptAgain();
    expect(await isLeft(id)).toBe(true);
    await database.client.exportJob.update({ where: { id }, data: { status: 'READY' } });
    await expect.poll(() => isLeft(id), { timeout: 5_000 }).toBe(false);
    expect(await maker.stored(id)).toContain('readings.csv');
    await worker.stop();
  });

  it('keeps what it is writing until it hears that this has ended', async () => {
    const release = Promise.withResolvers<void>();
    const { id } = await queueJob(jobs);
    const worker = open(async (job, options) => {
      await leave(job.id);
      await release.promise;
      return maker.make(job, options);
    });
    await expect.poll(() => isLeft(id), { timeout: 5_000 }).toBe(true);
    await jobs.cancel(id, ada, Date.now());
    await sweptAgain();
    expect(await isLeft(id)).toBe(true);
    release.resolve();
    await expect.poll(() => isLeft(id), { timeout: 5_000 }).toBe(false);
    await worker.stop();
  });
});
