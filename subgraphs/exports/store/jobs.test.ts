import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExportedFile, keptForMs } from '../domain/export-job.ts';
import { problem } from '../domain/problem.ts';
import { makeJob, noLimits, queueJob } from '../testing/queued-jobs.ts';
import { type ExportJobs, type Made, type NewJob, openExportJobs } from './jobs.ts';
import { type ExportTidying, openExportTidying } from './tidying.ts';

const now = Date.parse('2026-12-01T12:00:00Z');
const mine = { worker: 'me', until: now + 15_000 };
const ada = { accountId: 'ada', organisation: 'org-a' };
const eve = { accountId: 'eve', organisation: 'org-e' };
const alone = { accountId: 'lone', organisation: null };
const fileOf = (name: string, bytes = 10): ExportedFile => ({
  ...{ name, bytes, mediaType: 'text/csv', sha256: 'abc', rows: 5 },
});
const made: Made = { files: [fileOf('readings.csv'), fileOf('README.md')], rows: 5, isReplayed: false };

let database: Database;
let jobs: ExportJobs;
let tidying: ExportTidying;
beforeAll(async () => {
  database = await lendDatabase();
  [jobs, tidying] = [openExportJobs(database), openExportTidying(database)];
});
afterAll(() => database.close());
beforeEach(() => database.client.exportJob.deleteMany());

const queue = (job?: Partial<NewJob>) => queueJob(jobs, job);
const attemptsOf = async (id: string) =>
  (await database.client.exportJob.findUniqueOrThrow({ where: { id } })).attempts;
const ready = async (job: Partial<NewJob> = {}) => {
  const { id } = await queue(job);
  await jobs.claim(mine, now);
  await jobs.end(id, 'me', { at: now, outcome: made });
  return id;
};

describe('the queue of exports', () => {
  it('keeps what was asked, and shows it to whoever asked and to their organisation alone', async () => {
    const job = await queue();
    expect(job).toMatchObject({ status: 'QUEUED', rows: 0, isReplayed: null, files: [], problems: [] });
    expect(job).toMatchObject(makeJob({ id: job.id }));
    for (const owner of [ada, { ...ada, accountId: 'bob' }, { ...ada, organisation: null }]) {
      expect(await jobs.find(job.id, owner)).toEqual(job);
      expect(await jobs.list(owner, 10)).toEqual([job]);
    }
    for (const owner of [eve, { ...eve, organisation: null }, alone]) {
      expect(await jobs.find(job.id, owner)).toBeNull();
      expect(await jobs.list(owner, 10)).toEqual([]);
    }
    const lonely = await queue({ owner: alone });
    expect(await jobs.find(lonely.id, { accountId: 'other', organisation: null })).toBeNull();
  });

  it('tells the newest first, and no more than were asked for', async () => {
    for (const requestedAt of [2, 3, 1]) await queue({ requestedAt });
    expect((await jobs.list(ada, 2)).map(({ requestedAt }) => requestedAt)).toEqual([3, 2]);
  });

  it('takes no more of an owner than may wait', async () => {
    const limits = { ...noLimits, unfinished: 2 };
    const asked = await Promise.all([1, 2, 3, 4].map(() => jobs.queue(makeJob(), limits)));
    expect(asked.filter((one) => one === 'UNFINISHED')).toHaveLength(2);
    expect(await jobs.queue(makeJob({ owner: eve }), limits)).toMatchObject({ status: 'QUEUED' });
  });

  it('takes no more of an owner than the bytes of what is ready and what will be', async () => {
    await ready();
    const job = (bytes: number) =>
      jobs.queue(makeJob({ estimate: { rows: 1, bytes, seconds: 1 } }), { ...noLimits, bytesKept: 100 });
    expect(await job(81)).toBe('BYTES');
    expect(await job(50)).toMatchObject({ status: 'QUEUED' });
    expect(await job(31)).toBe('BYTES');
    expect(await job(30)).toMatchObject({ status: 'QUEUED' });
  });

  it('takes no more of an owner than may be asked for within a day, however they ended', async () => {
    const ask = (requestedAt: number) => jobs.queue(makeJob({ requestedAt }), { ...noLimits, askedADay: 2 });
    await jobs.cancel((await queue({ requestedAt: now })).id, ada, now);
    await queue({ requestedAt: now + 1 });
    expect(await ask(now + 86_399_999)).toBe('DAY');
    expect(await ask(now + 86_400_000)).toMatchObject({ status: 'QUEUED' });
  });

  it('hands out each export once, the oldest first, with all that is known of it', async () => {
    const second = await queue({ requestedAt: 2_000 });
    const first = await queue({ requestedAt: 1_000 });
    const claimed = await Promise.all([jobs.claim(mine, now), jobs.claim({ ...mine, worker: 'other' }, now)]);
    expect(claimed.map((one) => one?.id)).toEqual([first.id, second.id]);
    expect(claimed[0]).toMatchObject({
      attempts: 1,
      job: { ...first, status: 'RUNNING', startedAt: now },
    });
    expect(await jobs.claim(mine, now)).toBeNull();
  });

  it('lets nobody wait for all that another has asked before', async () => {
    const claimed = async (worker: string) => (await jobs.claim({ ...mine, worker }, now))?.job;
    for (const requestedAt of [1, 2, 3]) await queue({ requestedAt, owner: alone });
    for (const requestedAt of [8, 9]) await queue({ requestedAt });
    const order = [await claimed('w1'), await claimed('w2')];
    expect(order.map((job) => job?.requestedAt)).toEqual([1, 8]);
    await jobs.end(`${order[0]?.id}`, 'w1', { at: now, outcome: made });
    await jobs.end(`${order[1]?.id}`, 'w2', { at: now + 1, outcome: made });
    expect([await claimed('w1'), await claimed('w2')].map((job) => job?.requestedAt)).toEqual([2, 9]);
  });

  it('hands out again what nobody has worked on for too long, and hears no more of who had it', async () => {
    const { id } = await queue();
    const later = { worker: 'other', until: now + 60_000 };
    await jobs.claim(mine, now);
    expect(await jobs.claim(later, now + 14_999)).toBeNull();
    expect(await jobs.claim(later, now + 15_001)).toMatchObject({
      id,
      attempts: 2,
      job: { startedAt: now },
    });
    expect(await jobs.goesOn(id, mine, 3)).toBe(false);
    expect(await jobs.addFile(id, 'me', { file: fileOf('a'), isReplayed: true })).toBe(false);
    expect(await jobs.end(id, 'me', { at: now, outcome: made })).toBe(false);
    expect(await jobs.end(id, 'other', { at: now, outcome: made })).toBe(true);
  });

  it('counts no attempt that came further than any before it, and takes no row back', async () => {
    const { id } = await queue();
    for (const [attempts, rows] of [
      [1, 100],
      [2, 100],
      [3, 101],
      [2, 50],
    ] as const) {
      expect(await jobs.claim({ ...mine, until: now - 1 }, now)).toMatchObject({ attempts });
      await jobs.goesOn(id, { ...mine, until: now - 1 }, rows);
    }
    expect(await attemptsOf(id)).toBe(2);
    expect((await jobs.find(id, ada))?.rows).toBe(101);
  });

  it('notes files once each, and that any of them is a recording', async () => {
    const { id } = await queue();
    await jobs.claim(mine, now);
    const add = (name: string, isReplayed: boolean, bytes?: number) =>
      jobs.addFile(id, 'me', { file: fileOf(name, bytes), isReplayed });
    expect(await add('a', false)).toBe(true);
    expect(await jobs.find(id, ada)).toMatchObject({ files: [fileOf('a')], isReplayed: null });
    await add('b', true);
    await add('c', false);
    await add('a', false, 11);
    expect(await jobs.find(id, ada)).toMatchObject({
      files: [fileOf('b'), fileOf('c'), fileOf('a', 11)],
      isReplayed: true,
    });
  });

  it('is given back as it was, files and all', async () => {
    const { id } = await queue();
    await jobs.claim(mine, now);
    await jobs.goesOn(id, mine, 7);
    await jobs.addFile(id, 'me', { file: fileOf('a'), isReplayed: false });
    await jobs.giveBack(id, 'me');
    expect(await jobs.find(id, ada)).toMatchObject({ status: 'QUEUED', rows: 7, files: [fileOf('a')] });
    expect(await jobs.claim(mine, now)).toMatchObject({ id, attempts: 1 });
  });

  it('ends ready with its files for a week, or failed with problems', async () => {
    const id = await ready();
    expect(await jobs.find(id, ada)).toMatchObject({
      ...{ status: 'READY', finishedAt: now, expiresAt: now + keptForMs },
      ...{ rows: 5, isReplayed: false, files: made.files },
    });
    const { id: bad } = await queue();
    await jobs.claim(mine, now);
    const problems = [problem('the export', 'STORAGE_FULL', 'r', 'n')];
    await jobs.end(bad, 'me', { at: now, outcome: problems });
    expect(await jobs.find(bad, ada)).toMatchObject({ status: 'FAILED', problems, expiresAt: null });
    expect(await tidying.uncleared(now, 10)).toEqual([bad]);
  });

  it('is cancelled by its owner whether it waits, runs or is ready, and by nobody else', async () => {
    const waits = await queue();
    expect(await jobs.cancel(waits.id, eve, now)).toBeNull();
    expect(await jobs.cancel(waits.id, ada, now)).toMatchObject({ status: 'CANCELLED', finishedAt: now });
    expect(await jobs.claim(mine, now)).toBeNull();
    const runs = await queue();
    await jobs.claim(mine, now);
    await jobs.cancel(runs.id, { ...ada, accountId: 'bob' }, now);
    expect(await jobs.goesOn(runs.id, mine, 1)).toBe(false);
    expect(await jobs.end(runs.id, 'me', { at: now, outcome: made })).toBe(false);
    const id = await ready();
    expect(await jobs.cancel(id, ada, now + 1)).toMatchObject({ status: 'CANCELLED', expiresAt: null });
    // of the one that ran somebody may still be writing
    expect((await tidying.uncleared(now, 10)).toSorted()).toEqual([waits.id, id].toSorted());
    expect(await tidying.uncleared(now + 15_001, 10)).toHaveLength(3);
  });
});

describe('what exports leave behind', () => {
  it('expires when its time has come, and is cleared once', async () => {
    const id = await ready();
    expect(await tidying.expire(now + keptForMs - 1, 10)).toEqual([]);
    expect(await tidying.expire(now + keptForMs, 10)).toMatchObject([{ id, status: 'EXPIRED' }]);
    expect(await tidying.uncleared(now, 10)).toEqual([id]);
    await tidying.cleared(id);
    expect(await tidying.uncleared(now, 10)).toEqual([]);
  });

  it('is forgotten when it ended long ago and is cleared, a bounded number at a time', async () => {
    const ids = [await queue(), await queue(), await queue()].map(({ id }) => id);
    for (const id of ids) await jobs.cancel(id, ada, now);
    await queue();
    expect(await tidying.forget(now + 1, 10)).toBe(0);
    for (const id of ids) await tidying.cleared(id);
    expect(await tidying.forget(now, 10)).toBe(0);
    expect([await tidying.forget(now + 1, 2), await tidying.forget(now + 1, 2)]).toEqual([2, 1]);
    expect(await jobs.list(ada, 10)).toHaveLength(1);
  });

  it('tells which have ended, and which nobody knows', async () => {
    const [one, other] = [await queue(), await queue()];
    await jobs.cancel(one.id, ada, now);
    expect(await tidying.ended([other.id, one.id, 'none'])).toEqual([one.id, 'none']);
  });

  it('has files that somebody is to have while it waits, goes on or is ready', async () => {
    const ids: string[] = [];
    for (const status of ['QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED']) {
      const { id } = await queue();
      await database.client.exportJob.update({ where: { id }, data: { status } });
      ids.push(id);
    }
    expect(await tidying.unwanted([...ids, 'none'])).toEqual([...ids.slice(3), 'none']);
  });
});
