import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readAll } from '../../ports/event-log-notes.contract.ts';
import { openKafkaEventLog } from './index.ts';
import {
  brokers,
  freshNamespace,
  manyNotes,
  note,
  openFresh,
  orWhyNot,
  textsIn,
} from './testing/fresh-log.ts';
import { makeTopic } from './testing/notes-topic.ts';

const topic = makeTopic();

describe.skipIf(brokers.length === 0)(`bounds of the event log on Kafka${orWhyNot}`, () => {
  it('refuses with OVERLOADED what comes on top of 50,000 waiting records, and takes it later', async () => {
    const log = await openFresh();
    const batch = manyNotes(1000);
    const appends = Array.from({ length: 50 }, () => log.append(topic, batch));
    await expect(log.append(topic, manyNotes(1))).rejects.toMatchObject({
      code: 'OVERLOADED',
      retryAfterSeconds: expect.any(Number),
    });
    await Promise.all(appends);
    expect(await log.append(topic, manyNotes(1))).toHaveLength(1);
    expect(await readAll(log, topic, 500)).toHaveLength(50_001);
  });

  it('refuses more records at once than may ever wait, and a record that no broker would take', async () => {
    const log = await openFresh();
    await expect(log.append(topic, manyNotes(50_001))).rejects.toThrow(RangeError);
    await expect(log.append(topic, [note('key', 'x'.repeat(9_000_000))])).rejects.toThrow(RangeError);
    expect(await textsIn(log, topic)).toEqual([]);
  });

  it('refuses reads with OVERLOADED when a thousand wait', async () => {
    const log = await openFresh({ topics: [topic as never] });
    await log.bounds(topic);
    const reads = Array.from({ length: 1001 }, () => log.bounds(topic));
    const settled = await Promise.allSettled(reads);
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toMatchObject([{ code: 'OVERLOADED' }]);
    expect(await log.bounds(topic)).toEqual({ oldest: { 0: 0, 1: 0 }, end: { 0: 0, 1: 0 } });
  });

  it('stores one append of many large records in several requests, in order', async () => {
    const log = await openFresh();
    const large = Array.from({ length: 24 }, (_, i) => note('one', `${i} ${'y'.repeat(700_000)}`));
    const positions = await log.append(topic, [...large, note('one', 'z'.repeat(7_000_000))]);
    expect(positions.map(({ offset }) => offset)).toEqual(Array.from({ length: 25 }, (_, i) => i));
    const found = await readAll(log, topic, 500);
    expect(found.map(({ value }) => Number.parseInt(value.text, 10) || 24)).toEqual([
      24,
      ...Array.from({ length: 23 }, (_, i) => i + 1),
      24,
    ]);
    expect(found.map(({ position }) => position)).toEqual(positions);
  });

  it('ends a page by size', async () => {
    const log = await openFresh();
    await log.append(
      topic,
      // which no broker packs
      Array.from({ length: 6 }, () => note('one', randomBytes(300_000).toString('hex'))),
    );
    expect((await log.readFrom(topic, {}, 500)).length).toBeLessThan(6);
  });

  it('reads several partitions about in the order in which they were written', async () => {
    const log = await openFresh();
    for (let i = 0; i < 10; i++) {
      await log.append(topic, [note(`key-${i}`, `${i}`)]);
      // of one millisecond the partitions tell no order
      await setTimeout(5);
    }
    expect(await textsIn(log, topic)).toEqual(Array.from({ length: 10 }, (_, i) => `${i}`));
    const bounds = await log.bounds(topic);
    expect((bounds.end[0] ?? 0) + (bounds.end[1] ?? 0)).toBe(10);
    expect(Math.min(bounds.end[0] ?? 0, bounds.end[1] ?? 0)).toBeGreaterThan(0);
  });

  it('does not take a place beyond the end for an error', async () => {
    const log = await openFresh();
    await log.append(topic, [note('key', 'one')]);
    expect(await log.readFrom(topic, { 0: 1000, 1: 1000 }, 10)).toEqual([]);
  });
});

describe.skipIf(brokers.length === 0)(`opening the event log on Kafka${orWhyNot}`, () => {
  it('gives another epoch to a log that was made anew, and the same while topics are added', async () => {
    const namespace = freshNamespace();
    const first = await openFresh({ namespace });
    await first.append(topic, [note('key', 'one')]);
    const again = await openFresh({ namespace, topics: [{ ...topic, name: 'others' } as never] });
    const other = await openFresh();
    expect(again.epoch).toBe(first.epoch);
    expect(other.epoch).not.toBe(first.epoch);
  });

  it('opens in several processes at once', async () => {
    const namespace = freshNamespace();
    const topics = Array.from({ length: 6 }, (_, i) => ({ ...topic, name: `topic-${i}` }) as never);
    const logs = await Promise.all(Array.from({ length: 4 }, () => openFresh({ namespace, topics })));
    expect(new Set(logs.map(({ epoch }) => epoch)).size).toBe(1);
  });

  it('rejects in time, and names whom it asked, where nobody answers', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const opening = openKafkaEventLog({
      brokers: [`127.0.0.1:${port}`],
      openTimeoutMs: 1_000,
      readTimeoutMs: 300,
    });
    await expect(opening).rejects.toThrow(`Kafka at 127.0.0.1:${port} cannot be used: `);
  });
});

describe.skipIf(brokers.length === 0)(`closing the event log on Kafka${orWhyNot}`, () => {
  it('leaves nothing that keeps a process alive', async () => {
    const script = fileURLToPath(new URL('./testing/open-and-close.ts', import.meta.url));
    const child = spawn(process.execPath, [script, brokers.join(','), freshNamespace()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    const closed = performance.now();
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - closed).toBeLessThan(1_000);
  });
});
