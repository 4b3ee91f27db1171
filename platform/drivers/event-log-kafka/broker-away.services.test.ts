import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventLog, LogRecord } from '../../ports/event-log.ts';
import { eventually, type Note, readAll } from '../../ports/event-log-notes.contract.ts';
import { manyNotes, note, openFresh, orWhyNot, brokers as shared } from './testing/fresh-log.ts';
import { makeTopic } from './testing/notes-topic.ts';
import { type OwnBroker, startOwnBroker } from './testing/own-broker.ts';

const topic = makeTopic();
const keys = 8;
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Appends without a pause from several sides, each with keys of its own and numbers that grow; keeps what was acknowledged, and why the rest was not. */
const startWriters = (log: EventLog) => {
  const acknowledged: string[] = [];
  const refused: unknown[] = [];
  let isOver = false;
  const write = async (side: number): Promise<void> => {
    for (let number = 0; !isOver; ) {
      const records = Array.from({ length: 20 }, () =>
        note(`side-${side % keys}-${side}`, `${side} ${number++}`),
      );
      try {
        await log.append(topic, records);
        acknowledged.push(...records.map(({ value }) => value.text));
      } catch (error) {
        refused.push(error);
        await pass(50);
      }
    }
  };
  const writing = Promise.all(Array.from({ length: keys }, (_, side) => write(side)));
  return {
    acknowledged,
    refused,
    async stop() {
      isOver = true;
      await writing;
    },
  };
};

const expectInOrder = (records: readonly LogRecord<Note>[]): void => {
  const last = new Map<string, number>();
  for (const { key, value } of records) {
    const number = Number(value.text.split(' ')[1]);
    expect(number).toBeGreaterThan(last.get(key) ?? -1);
    last.set(key, number);
  }
};

describe.skipIf(shared.length === 0)(`a Kafka broker that goes away${orWhyNot}`, () => {
  let broker: OwnBroker;
  beforeAll(async () => {
    broker = await startOwnBroker();
  }, 180_000);
  afterAll(() => broker?.remove(), 60_000);

  const open = (more: Parameters<typeof openFresh>[0] = {}): Promise<EventLog> =>
    openFresh({ brokers: broker.brokers, ...more });

  it('costs nothing that was acknowledged, and what waited is sent in order when it is back', async () => {
    const log = await open({ appendTimeoutMs: 120_000 });
    const seen: LogRecord<Note>[] = [];
    const consumer = log.consume({
      topic,
      group: 'readers',
      handle: async (some) => void seen.push(...some),
    });
    const writers = startWriters(log);
    await eventually(() => writers.acknowledged.length).toBeGreaterThan(500);
    await broker.stop();
    const before = writers.acknowledged.length;
    await pass(3_000);
    expect(writers.acknowledged.length).toBe(before);
    await broker.start();
    await eventually(() => writers.acknowledged.length).toBeGreaterThan(before + 500);
    await writers.stop();
    expect(writers.refused).toEqual([]);
    const records = await readAll(log, topic, 500);
    // the numbers of the producer keep what was sent twice from being stored twice
    expect(records.map(({ value }) => value.text).sort()).toEqual([...writers.acknowledged].sort());
    expectInOrder(records);
    await expect.poll(() => consumer.lag(), { timeout: 30_000 }).toBe(0);
    expect(new Set(seen.map(({ value }) => value.text)).size).toBe(records.length);
  }, 180_000);

  it('costs nothing that was acknowledged where it was killed', async () => {
    const log = await open({ appendTimeoutMs: 120_000 });
    const writers = startWriters(log);
    await eventually(() => writers.acknowledged.length).toBeGreaterThan(500);
    broker.signal('SIGKILL');
    await pass(500);
    const before = writers.acknowledged.length;
    await broker.start();
    await expect.poll(() => writers.acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(before + 500);
    await writers.stop();
    const records = await readAll(log, topic, 500);
    expect(records.map(({ value }) => value.text).sort()).toEqual([...writers.acknowledged].sort());
    expectInOrder(records);
  }, 180_000);

  it('lets appends wait up to a bound and a time, and then refuses them with OVERLOADED', async () => {
    const log = await open({ appendTimeoutMs: 2_000 });
    await log.append(topic, [note('key', 'before')]);
    await broker.stop();
    const began = performance.now();
    const waiting = Array.from({ length: 50 }, () => log.append(topic, manyNotes(1000)));
    const settled = Promise.allSettled(waiting);
    const overloaded = { code: 'OVERLOADED', status: 429, retryAfterSeconds: expect.any(Number) };
    await expect(log.append(topic, manyNotes(1))).rejects.toMatchObject(overloaded);
    expect(performance.now() - began).toBeLessThan(1_000);
    for (const one of await settled) {
      expect(one).toMatchObject({ status: 'rejected', reason: overloaded });
    }
    expect(performance.now() - began).toBeLessThan(4_000);
    // what was given up makes room
    await expect
      .poll(() => log.append(topic, manyNotes(1)).catch(({ message }) => message), {
        timeout: 10_000,
        interval: 500,
      })
      .toMatch(/in time/);
    await broker.start();
    await expect
      .poll(
        () =>
          log.append(topic, [note('key', 'after')]).then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    const texts = (await readAll(log, topic, 500))
      .filter(({ key }) => key === 'key')
      .map(({ value }) => value.text);
    expect([texts.at(0), texts.at(-1)]).toEqual(['before', 'after']);
  }, 180_000);

  it('is told to readers and tails in time, and consumers go on when it is back', async () => {
    const log = await open({ readTimeoutMs: 1_500 });
    await log.append(topic, manyNotes(10));
    const seen: string[] = [];
    const consumer = log.consume({
      topic,
      group: 'readers',
      handle: async (some) => void seen.push(...some.map(({ value }) => value.text)),
    });
    await eventually(() => seen.length).toBe(10);
    const tail = log.tail(topic, (await log.bounds(topic)).end, new AbortController().signal);
    const waiting = tail.next().catch((error: unknown) => error);
    await broker.stop();
    const away = { code: 'SUBGRAPH_UNAVAILABLE', status: 503 };
    const began = performance.now();
    expect(await waiting).toMatchObject(away);
    expect(await tail.next()).toMatchObject({ done: true });
    await expect(log.readFrom(topic, {}, 10)).rejects.toMatchObject(away);
    await expect(log.bounds(topic)).rejects.toMatchObject(away);
    await expect(consumer.lag()).rejects.toMatchObject(away);
    expect(performance.now() - began).toBeLessThan(8_000);
    await broker.start();
    await expect
      .poll(
        () =>
          log.append(topic, [note('key', 'after')]).then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    await expect.poll(() => seen, { timeout: 30_000 }).toContain('after');
    expect(seen).toHaveLength(11);
  }, 180_000);

  it('that only hangs is told in the same way, and what it took meanwhile is stored once', async () => {
    const log = await open({ appendTimeoutMs: 60_000, readTimeoutMs: 1_500 });
    const writers = startWriters(log);
    await eventually(() => writers.acknowledged.length).toBeGreaterThan(200);
    broker.signal('SIGSTOP');
    try {
      const tail = log.tail(topic, {}, new AbortController().signal);
      const drained = (async () => {
        for await (const _ of tail);
      })();
      await expect(drained).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
      await expect(log.bounds(topic)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
      // longer than a request is waited for: it is sent again
      await pass(9_000);
    } finally {
      broker.signal('SIGCONT');
    }
    const before = writers.acknowledged.length;
    await expect.poll(() => writers.acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(before + 200);
    await writers.stop();
    expect(writers.refused).toEqual([]);
    const records = await readAll(log, topic, 500);
    expect(records.map(({ value }) => value.text).sort()).toEqual([...writers.acknowledged].sort());
    expectInOrder(records);
  }, 180_000);

  it('stores nothing that was given up behind what was acknowledged since', async () => {
    const log = await open({ appendTimeoutMs: 1_000, partitions: 1 });
    for (let round = 0; round < 6; round++) {
      await log.append(topic, [note('key', `before ${round}`)]);
      broker.signal('SIGSTOP');
      await pass(100);
      try {
        const givenUp = log.append(topic, [note('key', `given up ${round}`)]);
        await expect(givenUp).rejects.toMatchObject({ code: 'OVERLOADED' });
        const since = log.append(topic, [note('key', `since ${round}`)]);
        await pass(200);
        broker.signal('SIGCONT');
        await since;
      } finally {
        broker.signal('SIGCONT');
      }
    }
    await pass(500);
    const texts = (await readAll(log, topic, 500)).map(({ value }) => value.text);
    for (let round = 0; round < 6; round++) {
      expect(texts.indexOf(`since ${round}`)).toBeGreaterThan(texts.indexOf(`given up ${round}`));
    }
  }, 60_000);

  it('does not keep a log from closing, which refuses what waits', async () => {
    const log = await open({ closeTimeoutMs: 1_000 });
    log.consume({ topic, group: 'readers', handle: async () => undefined });
    await log.append(topic, [note('key', 'before')]);
    await broker.stop();
    const waiting = log.append(topic, [note('key', 'never')]).catch((error: unknown) => error);
    const began = performance.now();
    await log.close();
    expect(performance.now() - began).toBeLessThan(6_000);
    expect(await waiting).toMatchObject({ code: 'SHUTTING_DOWN' });
  }, 60_000);
});
