import { setTimeout } from 'node:timers/promises';
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

let database: Database;
let jobs: ExportJobs;
beforeAll(async () => {
  database = await lendDatabase();
  jobs = openExportJobs(database);
});
afterAll(() => database.close());

const open = (maker: TestMaker, more: { readonly make?: Maker; readonly goesOn?: ExportJobs['goesOn'] }) =>
  workOff({
    ...{ tidying: openExportTidying(database), objectStore: maker.objectStore, scratch: maker.scratch },
    ...{ make: more.make ?? maker.make, jobs: { ...jobs, goesOn: more.goesOn ?? jobs.goesOn } },
    ...{ log: createLog('silent'), now: Date.now, tell: async () => undefined },
    ...{ beatMs: 20, silentMs: 10_000 },
  });

/** A process that lost the database and with it the export, and learns of it once another has made the export. */
const openLost = (maker: TestMaker, howItLearns: 'at its end' | 'at a look') => {
  let isAway = true;
  const begun = Promise.withResolvers<void>();
  const back = Promise.withResolvers<void>();
  const make: Maker = async (job, options) => {
    begun.resolve();
    await back.promise;
    isAway = howItLearns === 'at its end';
    if (!isAway) {
      while (!options.signal.aborted) await setTimeout(5);
      throw options.signal.reason;
    }
    return { files: job.files, rows: 96, isReplayed: false };
  };
  const goesOn: ExportJobs['goesOn'] = (...of) =>
    isAway ? Promise.reject(new Error('the database is away')) : jobs.goesOn(...of);
  return { ...open(maker, { make, goesOn }), begun: begun.promise, comeBack: () => back.resolve() };
};

describe('a worker that lost its export to another, which finished it', () => {
  it.each(['at its end', 'at a look'] as const)(
    'leaves its files alone when it learns of it %s, and nothing on its own disk',
    async (howItLearns) => {
      const here = await openMaker();
      const { id } = await queueJob(jobs);
      const lost = openLost(here, howItLearns);
      await lost.begun;
      const seriesFiles = { write: () => Promise.reject(new Error('the store is away')) };
      const leaving = await openMaker({ folder: here.root, seriesFiles });
      const job = await jobs.findAny(id);
      if (job === null) throw new Error('It was queued.');
      await expect(leaving.run(job)).rejects.toThrow('failed 3 times');
      expect(await here.left()).toContain(id);

      await database.client.exportJob.update({ where: { id }, data: { claimedUntil: new Date(0) } });
      const finishing = await openMaker({ objectStore: here.objectStore });
      const finisher = open(finishing, {});
      await expect.poll(async () => (await jobs.findAny(id))?.status, { timeout: 5_000 }).toBe('READY');
      await finisher.stop();
      const whole = await here.stored(id);
      expect(whole).toContain('readings.csv');

      lost.comeBack();
      await expect.poll(() => here.left(), { timeout: 5_000 }).toEqual([]);
      await lost.stop();
      expect([await here.stored(id), (await jobs.findAny(id))?.status]).toEqual([whole, 'READY']);
      for (const maker of [leaving, finishing, here]) await maker.close();
    },
  );
});
