import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../ports/event-log-notes.contract.ts';
import { freshFolder, makeTopic, note, openFresh, readAll, textsIn } from './fresh-log.ts';

const topic = makeTopic();
const many = (count: number, text = 'x') => Array.from({ length: count }, (_, i) => note(`key-${i}`, text));

describe('bounds', () => {
  it('refuses with OVERLOADED what comes on top of 50,000 waiting records, and takes it later', async () => {
    const log = await openFresh(freshFolder());
    const batch = many(1000);
    const appends = Array.from({ length: 50 }, () => log.append(topic, batch));
    await expect(log.append(topic, many(1))).rejects.toMatchObject({
      code: 'OVERLOADED',
      retryAfterSeconds: expect.any(Number),
    });
    await Promise.all(appends);
    expect(await log.append(topic, many(1))).toEqual([{ partition: 0, offset: 50_000 }]);
  });

  it('refuses more records at once than may ever wait', async () => {
    const log = await openFresh(freshFolder());
    await expect(log.append(topic, many(50_001))).rejects.toThrow(RangeError);
  });

  it('refuses reads with OVERLOADED when a thousand wait', async () => {
    const log = await openFresh(freshFolder());
    const reads = Array.from({ length: 1000 }, () => log.bounds(topic));
    await expect(log.bounds(topic)).rejects.toMatchObject({ code: 'OVERLOADED' });
    await Promise.all(reads);
    expect(await log.bounds(topic)).toEqual({ oldest: { 0: 0 }, end: { 0: 0 } });
  });

  it('ends a page by size, and still gives a record that is larger', async () => {
    const log = await openFresh(freshFolder());
    await log.append(topic, many(4, 'x'.repeat(600_000)));
    expect(await log.readFrom(topic, {}, 500)).toHaveLength(2);
    await log.append(topic, [note('large', 'y'.repeat(5_000_000))]);
    expect((await readAll(log, topic)).map(({ value }) => value.text.length)).toEqual([
      600_000, 600_000, 600_000, 600_000, 5_000_000,
    ]);
  });

  it('refuses with STORAGE_FULL, stays whole, and goes on when there is room again', async () => {
    let now = 10 * 86_400_000;
    const log = await openFresh(freshFolder(), { now: () => now, maxBytes: 1_000_000, tidyEveryMs: 2 });
    let stored = 0;
    const fill = async (): Promise<void> => {
      for (; ; stored++) await log.append(topic, [note('key', `${stored} ${'x'.repeat(20_000)}`)]);
    };
    await expect(fill()).rejects.toMatchObject({ code: 'STORAGE_FULL', status: 507 });
    await expect(log.append(topic, many(10, 'x'.repeat(20_000)))).rejects.toMatchObject({
      code: 'STORAGE_FULL',
    });
    expect(stored).toBeGreaterThan(30);
    expect((await textsIn(log, topic)).map((text) => Number.parseInt(text, 10))).toEqual(
      Array.from({ length: stored }, (_, i) => i),
    );
    now += 3 * 86_400_000;
    await eventually(() => textsIn(log, topic)).toEqual([]);
    expect(await log.append(topic, [note('key', 'again')])).toEqual([{ partition: 0, offset: stored }]);
  });

  it('remembers nothing of a commit that found no room', async () => {
    const log = await openFresh(freshFolder(), { maxBytes: 1_000_000 });
    const other = { ...topic, name: 'others' };
    const together = [log.append(other, many(3)), log.append(topic, many(1, 'x'.repeat(2_000_000)))];
    const full = { status: 'rejected', reason: expect.objectContaining({ code: 'STORAGE_FULL' }) };
    expect(await Promise.allSettled(together)).toEqual([full, full]);
    expect(await log.bounds(other)).toEqual({ oldest: { 0: 0 }, end: { 0: 0 } });
    expect(await log.append(other, many(1))).toEqual([{ partition: 0, offset: 0 }]);
    expect(await textsIn(log, other)).toEqual(['x']);
  });

  it('lets a consumer wait where its dead letters are full, and go on when they were replayed', async () => {
    const log = await openFresh(freshFolder(), { maxDeadLetters: 2 });
    await log.append(topic, many(4, 'poison'));
    let healed = false;
    let handled = 0;
    const consumer = log.consume({
      topic,
      group: 'readers',
      maxAttempts: 1,
      retryDelayMs: 1,
      handle: async (records) => {
        if (!healed) throw new Error('ill');
        handled += records.length;
      },
    });
    await eventually(() => consumer.lag()).toBe(2);
    // Others append meanwhile.
    await log.append(topic, many(1, 'fine'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await log.deadLetters(topic.name, 10)).toHaveLength(2);
    expect(await consumer.lag()).toBe(3);
    healed = true;
    expect(await log.replayDeadLetters(topic, 'readers')).toBe(2);
    await eventually(() => consumer.lag()).toBe(0);
    // The third had failed alone already: it goes to the letters when there is room.
    expect({ handled, letters: (await log.deadLetters(topic.name, 10)).length }).toEqual({
      handled: 4,
      letters: 1,
    });
  });
});

describe('opening', () => {
  it('gives another epoch to a log that was made anew', async () => {
    const logs = await Promise.all([openFresh(freshFolder()), openFresh(freshFolder())]);
    expect(logs[0].epoch).not.toBe(logs[1].epoch);
  });

  it('refuses a log that is open elsewhere', async () => {
    const folder = freshFolder();
    await openFresh(folder);
    await expect(openFresh(folder)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('refuses a file that is no log', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'event-log.sqlite'), 'not a database, but long enough to be one'.repeat(100));
    await expect(openFresh(folder)).rejects.toThrow(/not a database/);
  });

  it('refuses a layout that it does not know', async () => {
    const folder = freshFolder();
    const db = new DatabaseSync(join(folder, 'event-log.sqlite'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    await expect(openFresh(folder)).rejects.toThrow(/layout 99/);
  });

  it('sends a record whose text was damaged to the dead letters, and lets readers pass it', async () => {
    const folder = freshFolder();
    const first = await openFresh(folder);
    await first.append(topic, [note('a', 'fine'), note('b', 'damaged'), note('c', 'fine too')]);
    await first.close();
    const db = new DatabaseSync(join(folder, 'event-log.sqlite'));
    db.exec(`UPDATE record_1 SET value = '{"text":' WHERE key = 'b'`);
    db.close();
    const log = await openFresh(folder);
    expect(await textsIn(log, topic)).toEqual(['fine', 'fine too']);
    const seen: string[] = [];
    const consumer = log.consume({
      topic,
      group: 'readers',
      handle: async (records) => void seen.push(...records.map(({ value }) => value.text)),
    });
    await eventually(() => consumer.lag()).toBe(0);
    expect(seen).toEqual(['fine', 'fine too']);
    expect(await log.deadLetters(topic.name, 10)).toMatchObject([
      { key: 'b', value: '{"text":', cause: expect.stringContaining('SyntaxError') },
    ]);
  });
});
