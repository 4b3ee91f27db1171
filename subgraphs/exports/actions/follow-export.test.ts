import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { openLiveFeed } from '@aqmrg/platform/live/feed.ts';
import { openLiveSource } from '@aqmrg/platform/live/source.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { exportProgressed } from '@aqmrg/schema/events/exports.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportJob } from '../domain/export-job.ts';
import { isTheirs } from '../domain/ownership.ts';
import { openProgress } from '../store/progress.ts';
import { makeJob } from '../testing/jobs.ts';
import { ownerOf } from './asker.ts';
import { createFollowing } from './follow-export.ts';

const ada: Caller = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED' };
const never = new AbortController().signal;
const aLongTimeMs = 3_600_000;

const openBench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exports-follow-'));
  const eventLog = await openSqliteEventLog({
    ...{ folder, log: createLog('silent') },
    onFatal: (error) => {
      throw error;
    },
  });
  const source = openLiveSource({ eventLog, topic: exportProgressed, entriesOf: (value) => [value] });
  const liveFeed = openLiveFeed({ source, capacity: 100, onError: () => undefined });
  await liveFeed.start();
  const jobs = new Map<string, ExportJob>();
  const find = async (id: string, caller: Caller) => {
    const job = jobs.get(id);
    return job && isTheirs(job.owner, ownerOf(caller)) ? job : null;
  };
  const tell = openProgress(eventLog);
  return {
    liveFeed,
    follow: (patienceMs = aLongTimeMs) => createFollowing({ find, liveFeed, now: Date.now, patienceMs }),
    keep: (job: ExportJob) => jobs.set(job.id, job).get(job.id) as ExportJob,
    tell,
    async close() {
      await liveFeed.stop();
      await eventLog.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const running = (id: string, rows: number): ExportJob => makeJob({ id, status: 'RUNNING', rows });

describe('an export that is followed', () => {
  it('is told as it is, each time that it moves on, and to its end', async () => {
    bench.keep(running('e1', 1));
    const stream = await bench.follow()('e1', ada, never);
    expect((await stream.next()).value).toMatchObject({ status: 'RUNNING', rows: 1 });
    const second = stream.next();
    await bench.tell(bench.keep(running('another', 9)));
    await bench.tell(bench.keep(running('e1', 2)));
    expect((await second).value).toMatchObject({ rows: 2 });
    await bench.tell(bench.keep(makeJob({ id: 'e1', status: 'READY', rows: 3 })));
    expect((await stream.next()).value).toMatchObject({ status: 'READY', rows: 3 });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('is told once where it had ended before', async () => {
    bench.keep(makeJob({ id: 'e2', status: 'FAILED' }));
    const told: string[] = [];
    for await (const { status } of await bench.follow()('e2', ada, never)) told.push(status);
    expect(told).toEqual(['FAILED']);
  });

  it('is told although the word of it was lost', async () => {
    bench.keep(running('e3', 1));
    const stream = await bench.follow(5)('e3', ada, never);
    await stream.next();
    bench.keep(makeJob({ id: 'e3', status: 'CANCELLED' }));
    const told: string[] = [];
    for await (const { status } of stream) told.push(status);
    expect(told.at(-1)).toBe('CANCELLED');
  });

  it('ends where it is gone', async () => {
    bench.keep(running('e4', 1));
    const stream = await bench.follow(5)('e4', ada, never);
    await stream.next();
    bench.keep(makeJob({ id: 'e4', owner: { accountId: 'ben', organisation: null } }));
    expect((await stream.next()).done).toBe(true);
  });

  it('ends at once when whoever follows leaves, and when the process stops', async () => {
    bench.keep(running('e5', 1));
    const gone = new AbortController();
    const [left, returned] = [
      await bench.follow()('e5', ada, gone.signal),
      await bench.follow()('e5', ada, never),
    ];
    for (const stream of [left, returned]) await stream.next();
    const waiting = [left.next(), returned.next()];
    gone.abort();
    await returned.return?.();
    expect((await Promise.all(waiting)).map(({ done }) => done)).toEqual([true, true]);
    const another = await openBench();
    another.keep(running('e6', 1));
    const stream = await another.follow()('e6', ada, never);
    await stream.next();
    const last = stream.next();
    await another.close();
    expect((await last).done).toBe(true);
  });

  it('is nobody else’s', async () => {
    bench.keep(running('e7', 1));
    const ben = { ...ada, id: 'ben' };
    for (const id of ['e7', 'no such'])
      await expect(bench.follow()(id, ben, never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(bench.follow()('e7', anonymous, never)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
