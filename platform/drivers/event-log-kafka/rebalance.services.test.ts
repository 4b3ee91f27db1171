import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConsumeOptions, EventLog, LogRecord } from '../../ports/event-log.ts';
import { eventually, type Note } from '../../ports/event-log-notes.contract.ts';
import { brokers, freshNamespace, manyNotes, openFresh, orWhyNot } from './testing/fresh-log.ts';
import { makeTopic } from './testing/notes-topic.ts';

const topic = makeTopic();
const partitions = 4;
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A member of the group, with what it was given and handed. */
const join = (log: EventLog, more: Partial<ConsumeOptions<Note>> = {}) => {
  const seen: LogRecord<Note>[] = [];
  const assigned: (readonly number[])[] = [];
  const consumer = log.consume({
    topic,
    group: 'readers',
    retryDelayMs: 1,
    handle: async (records) => void seen.push(...records),
    onAssigned: (some) => assigned.push(some),
    ...more,
  });
  return { seen, assigned, consumer, texts: () => seen.map(({ value }) => value.text) };
};

const twoProcesses = async () => {
  const namespace = freshNamespace();
  const options = { namespace, partitions, groups: { heartbeatMs: 100 } };
  return [await openFresh(options), await openFresh(options)] as const;
};

const partitionsIn = (records: readonly LogRecord<Note>[]): number[] => [
  ...new Set(records.map(({ position }) => position.partition)),
];

describe.skipIf(brokers.length === 0)(`a group of consumers on Kafka${orWhyNot}`, () => {
  it('divides the partitions among its members, and each record is dealt with once', async () => {
    const [one, other] = await twoProcesses();
    const a = join(one);
    await eventually(() => a.assigned.flat().length).toBe(partitions);
    const b = join(other);
    await eventually(() => b.assigned.flat().length).toBe(partitions / 2);
    await one.append(topic, manyNotes(200));
    await eventually(() => a.consumer.lag()).toBe(0);
    expect(await b.consumer.lag()).toBe(0);
    expect([...a.texts(), ...b.texts()].sort()).toEqual(
      manyNotes(200)
        .map(({ value }) => value.text)
        .sort(),
    );
    expect(partitionsIn(a.seen)).toHaveLength(partitions / 2);
    expect(partitionsIn(b.seen)).toHaveLength(partitions / 2);
  });

  it('gives the partitions of who leaves to who stays, and tells it that they are fresh', async () => {
    const [one, other] = await twoProcesses();
    const a = join(one);
    await eventually(() => a.assigned.flat().length).toBe(partitions);
    const b = join(other);
    await eventually(() => b.assigned.flat().length).toBe(2);
    const taken = b.assigned.flat();
    await b.consumer.stop();
    await eventually(() => a.assigned.length).toBe(2);
    // what it kept all along is not fresh
    expect([...(a.assigned[1] ?? [])].sort()).toEqual([...taken].sort());
    await one.append(topic, manyNotes(50));
    await eventually(() => a.consumer.lag()).toBe(0);
    expect(a.seen).toHaveLength(50);
  });

  it('gives what was in the hands of a process that was killed to who stays', async () => {
    const namespace = freshNamespace();
    const script = fileURLToPath(new URL('./testing/consume-until-killed.ts', import.meta.url));
    const child = spawn(process.execPath, [script, brokers.join(','), namespace], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const done: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => done.push(line));
    const log = await openFresh({ namespace, partitions });
    await eventually(() => done).toContain('ready');
    await log.append(topic, manyNotes(200));
    await eventually(() => done.length).toBeGreaterThan(40);
    const heir = join(log);
    child.kill('SIGKILL');
    await expect.poll(() => heir.consumer.lag(), { timeout: 30_000 }).toBe(0);
    const all = new Set([...done, ...heir.texts()]);
    for (const { value } of manyNotes(200)) expect(all).toContain(value.text);
    expect(heir.seen.length).toBeLessThan(200);
  });

  it('waits for the batch in hand, whose signal it aborts, before another member begins', async () => {
    const [one, other] = await twoProcesses();
    await one.append(topic, manyNotes(20));
    const order: string[] = [];
    const began = Promise.withResolvers<void>();
    const slow = join(one, {
      batchSize: 5,
      async handle(records, signal) {
        began.resolve();
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        await pass(300);
        order.push(...records.map(({ value }) => `slow ${value.text}`));
      },
    });
    await began.promise;
    const quick = join(other, {
      handle: async (records) => void order.push(...records.map(({ value }) => `quick ${value.text}`)),
    });
    await eventually(() => order.some((line) => line.startsWith('quick'))).toBe(true);
    const firstQuick = order.findIndex((line) => line.startsWith('quick'));
    expect(firstQuick).toBe(5);
    // what was in hand was committed before it went away, and comes to nobody again
    const inHand = order.slice(0, 5).map((line) => line.replace('slow ', ''));
    await Promise.all([slow.consumer.stop(), pass(500)]);
    await eventually(() => quick.consumer.lag()).toBe(0);
    const all = order.map((line) => line.replace(/^\w+ /, ''));
    expect(all.filter((text) => inHand.includes(text))).toHaveLength(5);
    expect(new Set(all).size).toBe(20);
  });

  it('does not let a member that was taken for dead commit over the progress of another', async () => {
    const namespace = freshNamespace();
    const groups = { heartbeatMs: 100, sessionTimeoutMs: 6_000 };
    const one = await openFresh({ namespace, partitions: 1, groups });
    const other = await openFresh({ namespace, partitions: 1, groups: { ...groups, heartbeatMs: 60_000 } });
    await one.append(topic, manyNotes(3));
    const began = Promise.withResolvers<AbortSignal>();
    const mayEnd = Promise.withResolvers<void>();
    const zombie = join(other, {
      batchSize: 1,
      async handle(_, signal) {
        began.resolve(signal);
        await mayEnd.promise;
      },
    });
    const signal = await began.promise;
    const heir = join(one);
    await expect.poll(() => heir.seen.length, { timeout: 20_000 }).toBe(3);
    await eventually(() => heir.consumer.lag()).toBe(0);
    // it knows, though no broker has told it
    expect(signal.aborted).toBe(true);
    mayEnd.resolve();
    await zombie.consumer.stop();
    await heir.consumer.stop();
    expect(await heir.consumer.lag()).toBe(0);
  });

  it('loses nothing while members come and go under load', async () => {
    const namespace = freshNamespace();
    const options = { namespace, partitions, groups: { heartbeatMs: 50 } };
    const writer = await openFresh(options);
    const seen = new Map<string, number>();
    let writing = true;
    let written = 0;
    const write = (async () => {
      while (writing) {
        await writer.append(topic, manyNotes(40, `${written}`));
        written += 40;
        await pass(20);
      }
    })();
    const handle = async (records: readonly LogRecord<Note>[]): Promise<void> => {
      await pass(2);
      for (const { value } of records) seen.set(value.text, (seen.get(value.text) ?? 0) + 1);
    };
    const first = join(writer, { handle, batchSize: 50 });
    for (let round = 0; round < 4; round++) {
      const log = await openFresh(options);
      const guest = join(log, { handle, batchSize: 50 });
      await pass(600);
      await guest.consumer.stop();
      await log.close();
    }
    writing = false;
    await write;
    await eventually(() => first.consumer.lag()).toBe(0);
    expect(seen.size).toBe(written);
    // members that leave in peace leave nothing half done
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  });

  it('stops at once, though the others have yet to join again', async () => {
    const [one, other] = await twoProcesses();
    const mayEnd = Promise.withResolvers<void>();
    const a = join(one, { handle: () => mayEnd.promise });
    await one.append(topic, manyNotes(20));
    await eventually(() => a.consumer.lag()).toBe(20);
    await pass(300);
    const b = join(other);
    await pass(300);
    const began = performance.now();
    await b.consumer.stop();
    expect(performance.now() - began).toBeLessThan(3_000);
    mayEnd.resolve();
    await a.consumer.stop();
  });
});
