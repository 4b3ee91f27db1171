import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../domain/problem.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import { addHealthSeries } from '../testing/bare-series.ts';
import { asked, makeRun, queueRun } from '../testing/runs.ts';
import { type AssociationRuns, openAssociationRuns } from './association-runs.ts';

const now = Date.parse('2026-11-30T12:00:00Z');
const mine = { worker: 'me', until: now + 15_000, format: 1 };
const found = { formula: 'deaths ~ pm' } as StudyFound;

let database: Database;
let runs: AssociationRuns;
let healthSeriesId: string;
beforeAll(async () => {
  database = await lendDatabase();
  runs = openAssociationRuns(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.healthSeries.deleteMany();
  healthSeriesId = await addHealthSeries(database);
});

const queue = (run: Partial<Parameters<typeof makeRun>[0]> = {}) =>
  queueRun(runs, { healthSeriesId, ...run });
const stateOf = async (id: string) => (await runs.find(id, 'org-a'))?.status;

describe('the queue of studies', () => {
  it('keeps what was asked, and shows it to its organisation alone', async () => {
    const run = await queue();
    expect(run).toMatchObject({
      status: 'QUEUED',
      done: 0,
      total: 18,
      asked,
      finishedAt: null,
      found: null,
      problems: [],
    });
    expect(run).not.toHaveProperty('question');
    expect(await runs.find(run.id, 'org-a')).toEqual(run);
    expect(await runs.find(run.id, 'org-b')).toBeNull();
    expect(await runs.list('org-b', { first: 10 })).toEqual([]);
  });

  it('takes the same question once, also of two who ask at once', async () => {
    const same = { contentHash: 'same' };
    const both = await Promise.all([queue(same), queue(same)]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    const elsewhere = await queue({ ...same, organisationId: 'org-b' });
    expect(elsewhere.id).not.toBe(both[0].id);
  });

  it('takes no more of an organisation than may wait, but what waits already', async () => {
    const most = (contentHash: string, organisationId = 'org-a') =>
      runs.queue(makeRun({ healthSeriesId, contentHash, organisationId }), 2);
    const begun = await Promise.all(['a', 'b', 'c', 'd'].map((hash) => most(hash)));
    expect(begun.filter((one) => one === null)).toHaveLength(2);
    const [one] = begun.filter((one) => one !== null);
    expect(await most(`${one?.contentHash}`)).toEqual(one);
    expect(await most('a', 'org-b')).toMatchObject({ status: 'QUEUED' });
    await runs.cancel(`${one?.id}`, 'org-a', now);
    expect(await most('e')).toMatchObject({ status: 'QUEUED' });
  });

  it('hands out each run once, the oldest first, with its question', async () => {
    const second = await queue({ requestedAt: 2_000 });
    const first = await queue({ requestedAt: 1_000, question: new Uint8Array([1, 7]) });
    const claimed = await Promise.all([runs.claim(mine, now), runs.claim({ ...mine, worker: 'other' }, now)]);
    expect(claimed.map((one) => one?.id)).toEqual([first.id, second.id]);
    expect([...(claimed[0]?.question ?? [])]).toEqual([1, 7]);
    expect(claimed[0]?.attempts).toBe(1);
    expect(await runs.claim(mine, now)).toBeNull();
  });

  it('hands out again what nobody has worked on for too long', async () => {
    const { id } = await queue();
    await runs.claim(mine, now);
    expect(await runs.claim({ ...mine, worker: 'other', until: now + 30_000 }, now + 14_999)).toBeNull();
    expect(await runs.claim({ ...mine, worker: 'other', until: now + 30_000 }, now + 15_001)).toMatchObject({
      id,
      attempts: 2,
    });
    expect(await runs.goesOn(id, mine, 3)).toBe(false);
    expect(await runs.end(id, 'me', { at: now, outcome: found })).toBe(false);
    expect(await runs.end(id, 'other', { at: now, outcome: found })).toBe(true);
  });

  it('leaves questions that it cannot read to whoever can', async () => {
    const { id } = await queue({ question: new Uint8Array([2, 7]) });
    expect(await runs.claim(mine, now)).toBeNull();
    expect(await runs.claim({ ...mine, format: 2 }, now)).toMatchObject({ id, attempts: 1 });
  });

  it('lets no organisation wait for all that another has asked before', async () => {
    const claimed = async (worker: string) => (await runs.claim({ ...mine, worker }, now))?.id;
    const many: string[] = [];
    for (let at = 1; at <= 3; at += 1) many.push((await queue({ requestedAt: at })).id);
    const [one, two] = [
      await queue({ organisationId: 'org-b', requestedAt: 8 }),
      await queue({ organisationId: 'org-b', requestedAt: 9 }),
    ];
    // at once: who has the fewest under way
    expect([await claimed('w1'), await claimed('w2')]).toEqual([many[0], one.id]);
    await runs.end(many[0] as string, 'w1', { at: now, outcome: found });
    await runs.end(one.id, 'w2', { at: now + 1, outcome: found });
    // one after the other: whose last one ended longest ago
    expect(await claimed('w1')).toBe(many[1]);
    await runs.end(many[1] as string, 'w1', { at: now + 2, outcome: found });
    expect(await claimed('w1')).toBe(two.id);
    await runs.end(two.id, 'w1', { at: now + 3, outcome: found });
    expect(await claimed('w1')).toBe(many[2]);
  });

  it('shows how far a run is, and what it found', async () => {
    const { id } = await queue();
    await runs.claim(mine, now);
    expect(await runs.goesOn(id, mine, 3)).toBe(true);
    expect(await runs.find(id, 'org-a')).toMatchObject({ status: 'RUNNING', done: 3 });
    await runs.end(id, 'me', { at: now, outcome: found });
    expect(await runs.find(id, 'org-a')).toMatchObject({ status: 'DONE', done: 18, finishedAt: now, found });
    const { question } = await database.client.associationRun.findUniqueOrThrow({ where: { id } });
    expect(question).toBeNull();
  });

  it('keeps an answer for those who ask again, also one that says why there is none', async () => {
    const why = [problem('terms', 'COLLINEAR', 'r', 'n')];
    for (const outcome of [found, why]) {
      const contentHash = String(outcome === found);
      const { id } = await queue({ contentHash });
      await runs.claim(mine, now);
      await runs.end(id, 'me', { at: now, outcome });
      const again = await queue({ contentHash });
      expect(again).toMatchObject({ id, status: outcome === found ? 'DONE' : 'FAILED' });
    }
  });

  it('queues anew what was cancelled, or never came to its end', async () => {
    const unanswered = [
      async (id: string) => runs.cancel(id, 'org-a', now),
      async (id: string) => {
        await runs.claim(mine, now);
        await runs.end(id, 'me', { at: now, outcome: [problem('the run', 'NOT_FINISHED', 'r', 'n')] });
      },
    ];
    for (const [i, end] of unanswered.entries()) {
      const { id } = await queue({ contentHash: `${i}` });
      await end(id);
      expect(['CANCELLED', 'FAILED']).toContain(await stateOf(id));
      const again = await queue({ contentHash: `${i}` });
      expect(again).toMatchObject({ id, status: 'QUEUED', problems: [], finishedAt: null });
      expect(await runs.claim(mine, now)).toMatchObject({ id, attempts: 1 });
    }
  });

  it('cancels what has not ended, for its organisation alone', async () => {
    const { id } = await queue();
    await runs.claim(mine, now);
    await runs.cancel(id, 'org-b', now);
    expect(await stateOf(id)).toBe('RUNNING');
    await runs.cancel(id, 'org-a', now);
    expect(await stateOf(id)).toBe('CANCELLED');
    expect(await runs.goesOn(id, mine, 1)).toBe(false);
    expect(await runs.end(id, 'me', { at: now, outcome: found })).toBe(false);
  });

  it('takes back what a process that stops gives back, as if it had not begun', async () => {
    const { id } = await queue();
    await runs.claim(mine, now);
    await runs.giveBack(id, 'me');
    expect(await runs.claim(mine, now)).toMatchObject({ id, attempts: 1 });
  });

  it('counts what has not ended, and other questions about an outcome', async () => {
    const one = await queue();
    await queue({ organisationId: 'org-b' });
    expect(await runs.unfinished()).toBe(2);
    await runs.claim(mine, now);
    await runs.end(one.id, 'me', { at: now, outcome: found });
    const about = { organisationId: 'org-a', outcomeHash: 'deaths' };
    expect(await runs.othersAbout(about)).toBe(1);
    expect(await runs.othersAbout({ ...about, contentHash: one.contentHash })).toBe(0);
    expect(await runs.othersAbout({ ...about, outcomeHash: 'asthma' })).toBe(0);
    expect(await runs.othersAbout({ ...about, organisationId: 'org-b' })).toBe(0);
  });

  it('drops the oldest ended runs of an organisation, and none that goes on', async () => {
    const ids: string[] = [];
    for (let at = 1; at <= 3; at += 1) ids.push((await queue({ requestedAt: at })).id);
    await runs.cancel(ids[0] as string, 'org-a', now);
    await runs.cancel(ids[1] as string, 'org-a', now);
    await runs.keepNewest('org-a', 1);
    const left = await runs.list('org-a', { first: 10 });
    expect(left.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  });

  it('goes with its series', async () => {
    const { id } = await queue();
    await database.client.healthSeries.delete({ where: { id: healthSeriesId } });
    expect(await runs.find(id, 'org-a')).toBeNull();
  });
});
