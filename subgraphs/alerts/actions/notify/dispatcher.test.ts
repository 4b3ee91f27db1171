import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sent } from '../../adapters/channel.ts';
import { openMailServer } from '../../testing/mail-server.ts';
import { hourMs, makeIncident, minuteMs, monday } from '../../testing/notify/make.ts';
import { type Bench, openBench } from '../../testing/notify/open-bench.ts';
import { openSending, openWay, type Sending, sent } from '../../testing/notify/open-sending.ts';
import { openTestChannels } from '../../testing/receivers.ts';
import type { Looker } from './looker.ts';
import { notifyOnce } from './notifier.ts';

let bench: Bench;
let sending: Sending;
let running: Looker[];
beforeAll(async () => {
  bench = await openBench();
  sending = openSending(bench);
});
afterAll(() => bench.close());
beforeEach(async () => {
  running = [];
  await bench.empty();
  await bench.addReceiver();
});
afterEach(() => Promise.all(running.map((one) => one.stop())));

const start: Sending['start'] = (...options) => {
  const started = sending.start(...options);
  running.push(started);
  return started;
};
const stateIs = (id: string, state: string) => async () => (await sending.stateOf(id)).state === state;
const later: Sent = { kind: 'LATER', fault: 'HTTP 500', afterMs: null };

describe('the dispatcher', () => {
  it('sends what is queued, and notes that it was taken', async () => {
    const id = await sending.queue();
    const way = openWay();
    start(way);
    await sending.until(stateIs(id, 'SENT'));
    expect(way.came).toEqual([id]);
    const { sentAt, claimedBy } = await bench.client.alertDelivery.findUniqueOrThrow({ where: { id } });
    expect([sentAt, claimedBy]).toEqual([new Date(monday), null]);
  });

  it('tries again with the same id after gaps that grow, and gives up after three days', async () => {
    const id = await sending.queue();
    const way = openWay(() => later);
    start(way);
    const gaps: number[] = [];
    for (;;) {
      const attempts = way.came.length;
      await sending.until(
        async () => (await sending.stateOf(id)).attempts > attempts - 1 && way.came.length > 0,
      );
      await sending.until(async () => (await sending.stateOf(id)).state !== 'QUEUED');
      await sending.until(async () => {
        const { claimedBy } = await bench.client.alertDelivery.findUniqueOrThrow({ where: { id } });
        return claimedBy === null;
      });
      const { state, nextAt } = await sending.stateOf(id);
      if (state === 'DEAD') break;
      const before = way.came.length;
      gaps.push(((nextAt ?? 0) - bench.clock.now) / 1_000);
      bench.clock.now = nextAt ?? 0;
      await sending.until(() => way.came.length > before);
    }
    expect(gaps.slice(0, 7)).toEqual([5, 30, 120, 600, 3_600, 10_800, 21_600]);
    expect(bench.clock.now - monday).toBeLessThanOrEqual(72 * hourMs);
    expect(bench.clock.now - monday).toBeGreaterThan(60 * hourMs);
    expect(new Set(way.came)).toEqual(new Set([id]));
    expect(await sending.stateOf(id)).toMatchObject({ state: 'DEAD', fault: 'HTTP 500' });
  });

  it('gives up at once what is refused for good', async () => {
    const id = await sending.queue();
    start(openWay(() => ({ kind: 'REFUSED', fault: 'HTTP 410' })));
    await sending.until(stateIs(id, 'DEAD'));
    expect(await sending.stateOf(id)).toMatchObject({ attempts: 1, fault: 'HTTP 410', nextAt: null });
  });

  it('waits for as long as the receiver asks', async () => {
    const id = await sending.queue();
    start(openWay(() => ({ kind: 'LATER', fault: 'HTTP 429', afterMs: 7 * minuteMs })));
    await sending.until(stateIs(id, 'RETRYING'));
    expect((await sending.stateOf(id)).nextAt).toBe(monday + 7 * minuteMs);
  });

  it('tries again what takes too long, and what fails here', async () => {
    await bench.addReceiver({ id: 'other' });
    const [slow, broken] = [await sending.queue(), await sending.queue('other')];
    start(
      openWay(async ({ notice }, signal) => {
        if (notice.eventId === broken) throw new Error('a secret: hunter2');
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      }),
      { tryMs: 5 },
    );
    await sending.until(stateIs(slow, 'RETRYING'));
    expect((await sending.stateOf(slow)).fault).toContain('It was not taken within');
    await sending.until(stateIs(broken, 'RETRYING'));
    expect((await sending.stateOf(broken)).fault).not.toContain('hunter2');
  });

  it('keeps the order of one receiver, one at a time, while it fails too; a slow one delays nobody else', async () => {
    await bench.addReceiver({ id: 'quick' });
    const mine: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      mine.push(await sending.queue('receiver-1', { endpoint: 'slow' }));
      bench.clock.now += 1;
    }
    const theirs = await sending.queue('quick', { endpoint: 'quick' });
    let answer: (sent: Sent) => void = () => {};
    const way = openWay(({ receiver }) =>
      receiver.id === 'quick' ? sent : new Promise<Sent>((resolve) => (answer = resolve)),
    );
    start(way);
    await sending.until(stateIs(theirs, 'SENT'));
    expect(way.came.filter((id) => id !== theirs)).toEqual([mine[0]]);
    answer(later);
    await sending.until(stateIs(mine[0] as string, 'RETRYING'));
    bench.clock.now = (await sending.stateOf(mine[0] as string)).nextAt ?? 0;
    for (let n = 0; n < 3; n += 1) {
      await sending.until(() => way.came.length === 3 + n);
      answer(sent);
    }
    await sending.until(stateIs(mine[2] as string, 'SENT'));
    expect(way.came.filter((id) => id !== theirs)).toEqual([mine[0], ...mine]);
  });

  it('lets others pass what fails for long, but those of its group', async () => {
    const poison = await sending.queue('receiver-1', { groupKey: 'one' });
    bench.clock.now += 1;
    const [same, other] = [
      await sending.queue('receiver-1', { groupKey: 'one' }),
      await sending.queue('receiver-1', { groupKey: 'two' }),
    ];
    await bench.client.alertDelivery.update({
      where: { id: poison },
      data: { state: 'RETRYING', attempts: 5, nextAt: new Date(monday + hourMs) },
    });
    start(openWay());
    await sending.until(stateIs(other, 'SENT'));
    expect((await sending.stateOf(same)).state).toBe('QUEUED');
    bench.clock.now = monday + hourMs;
    await sending.until(stateIs(same, 'SENT'));
  });

  it('sends again what a process sent that died before it noted so, with the same id', async () => {
    const id = await sending.queue();
    const dead = openWay();
    const settle = async () => {
      throw new Error('the database is away');
    };
    // it takes the message, sends it, and is never heard of again
    const dying = sending.start(dead, { outbox: { ...sending.outbox, settle }, tryMs: 1_000 });
    await sending.until(() => dead.came.length === 1);
    const heir = openWay();
    start(heir);
    await sending.until(async () => (await sending.stateOf(id)).attempts === 1);
    expect(heir.came).toEqual([]);
    bench.clock.now = monday + minuteMs;
    await sending.until(stateIs(id, 'SENT'));
    await dying.stop();
    expect([dead.came, heir.came]).toEqual([[id], [id]]);
  });

  it('sends a mail once to a server that takes it only after longer than a try usually is, and a lease', async () => {
    await bench.addReceiver({ id: 'ada', channel: 'EMAIL', address: 'ada@example.org', confirmedAt: monday });
    const id = await sending.queue('ada', { endpoint: 'EMAIL' });
    const taken = Promise.withResolvers<void>();
    const server = await openMailServer({ takes: () => taken.promise });
    const settings = { smtpUrl: server.url, mailFrom: 'alerts@air.example', deadlineMs: 1_000 };
    const { EMAIL } = openTestChannels(settings);
    const heir = openWay();
    start({ channels: { ...heir.channels, EMAIL } }, { tryMs: 5 });
    await sending.until(() => server.mails.length === 1);
    start(heir, { tryMs: 5 });
    for (let step = 0; step < 4; step += 1) {
      const { claimedUntil } = await bench.client.alertDelivery.findUniqueOrThrow({ where: { id } });
      bench.clock.now = (claimedUntil?.getTime() ?? 0) - 1_000;
      await sending.until(async () => {
        const row = await bench.client.alertDelivery.findUniqueOrThrow({ where: { id } });
        return (row.claimedUntil?.getTime() ?? 0) > (claimedUntil?.getTime() ?? 0);
      });
    }
    taken.resolve();
    await sending.until(stateIs(id, 'SENT'));
    expect([server.mails.length, (await sending.stateOf(id)).attempts, heir.came]).toEqual([1, 1, []]);
    await EMAIL.close?.();
    await server.close();
  });

  it('gives back what it breaks off when it stops', async () => {
    const id = await sending.queue();
    const way = openWay(
      (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const stopped = sending.start(way);
    await sending.until(() => way.came.length === 1);
    await stopped.stop();
    expect(await sending.stateOf(id)).toMatchObject({ state: 'QUEUED', attempts: 0, fault: null });
  });

  it('drops what its receiver no longer wants', async () => {
    const id = await sending.queue();
    await bench.client.alertReceiver.updateMany({ data: { isEnabled: false } });
    const way = openWay();
    start(way);
    await sending.until(stateIs(id, 'DROPPED'));
    expect(way.came).toEqual([]);
  });
});

describe('two notifiers and two dispatchers on one database', () => {
  it('never send twice in the steady state', async () => {
    await bench.addRule({ receiverIds: ['receiver-1', 'b', 'c'] });
    for (const id of ['b', 'c']) await bench.addReceiver({ id });
    const [one, two] = [openWay(), openWay()];
    const dispatchers = [start(one), start(two)];
    const ground = { ...bench.ground, onQueued: () => dispatchers.map((dispatcher) => dispatcher.poke()) };
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 4; n += 1) await bench.put(makeIncident({ id: `${round} ${n}` }));
      const look = async () => {
        while (await notifyOnce(ground));
      };
      await Promise.all([look(), look()]);
    }
    await sending.until(
      async () => (await bench.client.alertDelivery.count({ where: { state: 'SENT' } })) === 36,
    );
    const came = [...one.came, ...two.came];
    expect(came).toHaveLength(36);
    expect(new Set(came).size).toBe(36);
  });
});
