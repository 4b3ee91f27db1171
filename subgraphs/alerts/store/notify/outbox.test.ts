import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minuteMs, monday } from '../../testing/notify/make.ts';
import { type Bench, openBench } from '../../testing/notify/open-bench.ts';
import { openSending, type Sending } from '../../testing/notify/open-sending.ts';
import type { Candidate } from './candidates.ts';

let bench: Bench;
let sending: Sending;
beforeAll(async () => {
  bench = await openBench();
  sending = openSending(bench);
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.empty();
  for (const id of ['a', 'b', 'c']) await bench.addReceiver({ id });
});

const nobody = { endpoints: [], organisations: [] };
const claim = async (
  worker = 'w',
  pick: (candidates: readonly Candidate[]) => readonly Candidate[] = (all) => all,
  full: { readonly endpoints: readonly string[]; readonly organisations: readonly string[] } = nobody,
) => {
  const { now } = bench.clock;
  const claimed = await sending.outbox.claim({ worker, until: now + minuteMs }, { now, full, pick });
  return claimed.map(({ id }) => id).toSorted();
};
/** Whether the message is still this worker's to end. */
const settle = (id: string, worker = 'w') =>
  sending.outbox.settle(id, worker, { state: 'SENT', nextAt: null, fault: null, at: bench.clock.now });
const queue = (receiverId: string, id: string, changes: Parameters<Sending['queue']>[1] = {}) =>
  sending.queue(receiverId, { id, ...changes });

/** Messages of as many groups that failed for long and are due in an hour, as one statement writes them. */
const flood = (receiverId: string, count: number) => bench.client.$executeRaw`
  INSERT INTO alerts.alert_delivery (id, receiver_id, organisation_id, group_key, incident_ids, reason, notice, state,
    attempts, endpoint, created_at, queued_at, next_at, is_replayed)
  SELECT 'old ' || n, receiver_id, organisation_id, 'old ' || n, incident_ids, reason, notice, 'RETRYING', 5, endpoint,
    created_at, queued_at - INTERVAL '1 hour', next_at + INTERVAL '1 hour', FALSE
  FROM alerts.alert_delivery, GENERATE_SERIES(1, ${count}::int) AS n WHERE receiver_id = ${receiverId}`;

describe('claiming', () => {
  it('takes of each receiver one, the oldest, and of equals the first by name; the next once it was ended', async () => {
    await queue('a', 'a2');
    await queue('a', 'a1');
    await queue('b', 'b1');
    bench.clock.now += 1;
    await queue('b', 'b0');
    expect(await claim()).toEqual(['a1', 'b1']);
    expect(await claim()).toEqual([]);
    expect([await settle('a1'), await settle('b1')]).toEqual([true, true]);
    expect(await claim()).toEqual(['a2', 'b0']);
  });

  it('lets a question or a test pass what failed, but not go beside what is under way', async () => {
    await queue('a', 'failed');
    bench.clock.now += 1;
    for (const id of ['waits', 'question', 'test']) await queue('a', id);
    await bench.client.alertDelivery.updateMany({
      where: { id: { in: ['question', 'test'] } },
      data: { groupKey: null },
    });
    await bench.client.alertDelivery.update({
      where: { id: 'failed' },
      data: { state: 'RETRYING', attempts: 1, nextAt: new Date(monday + minuteMs) },
    });
    expect(await claim()).toEqual(['question']);
    expect(await claim()).toEqual([]);
    await settle('question');
    expect(await claim()).toEqual(['test']);
    await settle('test');
    expect(await claim()).toEqual([]);
    bench.clock.now = monday + minuteMs;
    expect(await claim()).toEqual(['failed']);
  });

  it('shows endpoints in turn, and none that has no place left', async () => {
    await queue('a', 'a1', { endpoint: 'slow' });
    await queue('b', 'b1', { endpoint: 'slow' });
    bench.clock.now += 1;
    await queue('c', 'c1', { endpoint: 'quick' });
    const seen: string[][] = [];
    const look = (full: Parameters<typeof claim>[2] = nobody) =>
      claim(
        'w',
        (all) => {
          seen.push(all.map(({ id }) => id));
          return [];
        },
        full,
      );
    await look();
    await look({ ...nobody, endpoints: ['slow'] });
    await look({ ...nobody, organisations: ['makerere'] });
    expect(seen).toEqual([['a1', 'c1', 'b1'], ['c1'], []]);
  });
});

describe('a receiver with thousands waiting', () => {
  it('keeps nobody else’s from being claimed, and is looked at no further than its oldest 500', async () => {
    await queue('a', 'new');
    await queue('b', 'b1');
    await flood('a', 500);
    expect(await claim()).toEqual(['b1']);
    await bench.client.alertDelivery.delete({ where: { id: 'old 500' } });
    expect(await claim()).toEqual(['new']);
  });
});

describe('a lease', () => {
  it('keeps others off until it lapses; then they send it, and who had it has no say', async () => {
    await queue('a', 'a1');
    expect([await claim('first'), await claim('second')]).toEqual([['a1'], []]);
    bench.clock.now += minuteMs;
    expect(await claim('second')).toEqual([]);
    bench.clock.now += 1;
    expect(await claim('second')).toEqual(['a1']);
    expect((await sending.stateOf('a1')).attempts).toBe(2);
    const until = bench.clock.now + minuteMs;
    expect([...(await sending.outbox.hold(['a1'], { worker: 'first', until }))]).toEqual([]);
    expect([await settle('a1', 'first'), await settle('a1', 'second')]).toEqual([false, true]);
  });

  it('goes on for whoever holds it, and ends with what is given back, which was no try', async () => {
    await queue('a', 'a1');
    await claim('first');
    const until = bench.clock.now + 2 * minuteMs;
    expect([...(await sending.outbox.hold(['a1', 'none'], { worker: 'first', until }))]).toEqual(['a1']);
    bench.clock.now = monday + minuteMs + 1;
    expect(await claim('second')).toEqual([]);
    await sending.outbox.giveBack('a1', 'second');
    expect(await claim('second')).toEqual([]);
    await sending.outbox.giveBack('a1', 'first');
    expect((await sending.stateOf('a1')).attempts).toBe(0);
    expect(await claim('second')).toEqual(['a1']);
  });
});
