import { setTimeout } from 'node:timers/promises';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../domain/problem.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import { type AssociationRuns, openAssociationRuns } from '../store/association-runs.ts';
import { addHealthSeries } from '../testing/bare-series.ts';
import { queueRun } from '../testing/runs.ts';
import { type Study, workOff } from './work-off.ts';

const found = { formula: 'deaths ~ pm' } as StudyFound;
const log = createLog('silent');

let database: Database;
let runs: AssociationRuns;
const workers: ReturnType<typeof workOff>[] = [];
beforeAll(async () => {
  database = await lendDatabase();
  runs = openAssociationRuns(database);
});
afterAll(() => database.close());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await database.client.healthSeries.deleteMany();
});

const open = (study: Study, more: { readonly longestMs?: number } = {}) => {
  const worker = workOff({
    runs,
    study,
    format: 1,
    now: Date.now,
    log,
    beatMs: 20,
    silentMs: 10_000,
    ...more,
  });
  workers.push(worker);
  return worker;
};
const queue = async (attempts = 0): Promise<string> => {
  const healthSeriesId = await addHealthSeries(database);
  const { id } = await queueRun(runs, { healthSeriesId, requestedAt: Date.now() });
  if (attempts > 0) await database.client.associationRun.update({ where: { id }, data: { attempts } });
  return id;
};
const find = async (id: string) => runs.find(id, 'org-a');
const statusOf = async (id: string) => (await find(id))?.status;
const become = (id: string, status: string) =>
  expect.poll(() => statusOf(id), { timeout: 5_000 }).toBe(status);

/** A study that goes on until it is ended. */
const endless: Study = (_question, { signal, onDone }) => {
  onDone(2);
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
};

describe('working off studies', () => {
  it('runs what is queued, and keeps what it found', async () => {
    const id = await queue();
    const asked: number[][] = [];
    open(async (question) => {
      asked.push([...question]);
      return found;
    });
    await become(id, 'DONE');
    expect(asked).toEqual([[1, 2, 3]]);
    expect((await find(id))?.found).toEqual(found);
  });

  it('looks at once when it is told to', async () => {
    const worker = open(async () => found);
    await setTimeout(50);
    const id = await queue();
    worker.look();
    await become(id, 'DONE');
  });

  it('is not told in vain while it looks', async () => {
    let id = '';
    const claim: AssociationRuns['claim'] = async (...as) => {
      const claimed = await runs.claim(...as);
      if (id !== '') return claimed;
      // queued behind the look that finds nothing
      id = await queue();
      worker.look();
      return null;
    };
    const study: Study = async () => found;
    const worker = workOff({
      runs: { ...runs, claim },
      study,
      format: 1,
      now: Date.now,
      log,
      beatMs: 30_000,
    });
    workers.push(worker);
    await expect.poll(() => id, { timeout: 5_000 }).not.toBe('');
    await become(id, 'DONE');
  });

  it('keeps why nothing was found', async () => {
    const id = await queue();
    open(async () => problem('pm25', 'CONSTANT', 'r', 'n'));
    await become(id, 'FAILED');
    expect((await find(id))?.problems).toMatchObject([{ code: 'CONSTANT' }]);
  });

  it('tells how far a run is, and ends it in its middle when it is cancelled', async () => {
    const id = await queue();
    let reason: unknown;
    open(async (question, options) => {
      try {
        return await endless(question, options);
      } catch (error) {
        reason = error;
        throw error;
      }
    });
    await expect.poll(async () => (await find(id))?.done, { timeout: 5_000 }).toBe(2);
    await runs.cancel(id, 'org-a', Date.now());
    await expect.poll(() => reason, { timeout: 5_000 }).toBeInstanceOf(Error);
    expect(await statusOf(id)).toBe('CANCELLED');
  });

  it('goes on with the next after one that failed, and says that it was not finished', async () => {
    const bad = await queue();
    let calls = 0;
    open(async () => {
      calls += 1;
      if (calls === 1) throw new Error('the thread fell over');
      return found;
    });
    await become(bad, 'FAILED');
    expect((await find(bad))?.problems).toMatchObject([{ code: 'NOT_FINISHED' }]);
    await become(await queue(), 'DONE');
  });

  it('gives back what is under way when it stops, and another takes it up', async () => {
    const id = await queue();
    const first = open(endless);
    await become(id, 'RUNNING');
    await first.stop();
    expect(await statusOf(id)).toBe('QUEUED');
    open(async () => found);
    await become(id, 'DONE');
  });

  it('takes over from a process that fell silent, and the late one changes nothing', async () => {
    const id = await queue();
    await runs.claim({ worker: 'gone', until: Date.now() - 1, format: 1 }, Date.now());
    open(async () => found);
    await become(id, 'DONE');
    expect(await runs.end(id, 'gone', { at: Date.now(), outcome: [] })).toBe(false);
    expect(await statusOf(id)).toBe('DONE');
  });

  it('does not begin a fourth time what ended three processes', async () => {
    const id = await queue(3);
    let calls = 0;
    open(async () => {
      calls += 1;
      return found;
    });
    await become(id, 'FAILED');
    expect(calls).toBe(0);
    expect((await find(id))?.problems).toMatchObject([{ field: 'the run', code: 'NOT_FINISHED' }]);
  });

  it('ends what takes too long, and says what to do', async () => {
    const id = await queue();
    open(endless, { longestMs: 50 });
    await become(id, 'FAILED');
    expect((await find(id))?.problems).toMatchObject([
      { code: 'NOT_FINISHED', next: 'Ask about fewer days.' },
    ]);
  });

  it('shares the queue among several at once, each run with one of them', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => queue()));
    let calls = 0;
    const study: Study = async () => {
      calls += 1;
      await setTimeout(10);
      return found;
    };
    open(study);
    open(study);
    for (const id of ids) await become(id, 'DONE');
    expect(calls).toBe(6);
  });
});
