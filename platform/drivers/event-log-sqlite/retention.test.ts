import { describe, expect, it } from 'vitest';
import { eventually } from '../../ports/event-log-notes.contract.ts';
import { freshFolder, makeTopic, note, openFresh, readAll, textsIn } from './fresh-log.ts';

const dayMs = 86_400_000;
const compacted = makeTopic({ kind: 'compacted' });
const kept = makeTopic({ kind: 'time', days: 2 });

const updates = (count: number) =>
  Array.from({ length: count }, (_, i) => note(`key-${i % 3}`, `update ${i}`));

describe('compaction', () => {
  it('keeps the newest record of each key, where it stood', async () => {
    const log = await openFresh(freshFolder(), { tidyEveryMs: 2, compactAfterMs: 0 });
    for (let i = 0; i < 3000; i += 500) await log.append(compacted, updates(3000).slice(i, i + 500));
    await eventually(() => textsIn(log, compacted)).toEqual(['update 2997', 'update 2998', 'update 2999']);
    expect((await readAll(log, compacted)).map(({ position }) => position.offset)).toEqual([
      2997, 2998, 2999,
    ]);
    expect(await log.bounds(compacted)).toEqual({ oldest: { 0: 2997 }, end: { 0: 3000 } });
  });

  it('goes on with a key that changes afterwards', async () => {
    const log = await openFresh(freshFolder(), { tidyEveryMs: 2, compactAfterMs: 0 });
    await log.append(compacted, updates(9));
    await eventually(() => textsIn(log, compacted)).toHaveLength(3);
    await log.append(compacted, [note('key-1', 'newest')]);
    await eventually(() => textsIn(log, compacted)).toEqual(['update 6', 'update 8', 'newest']);
  });

  it('leaves superseded records to the tails for a while', async () => {
    let now = 1_000_000;
    const log = await openFresh(freshFolder(), { now: () => now, tidyEveryMs: 2, compactAfterMs: 60_000 });
    await log.append(compacted, updates(9));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await textsIn(log, compacted)).toHaveLength(9);
    now += 60_000;
    await eventually(() => textsIn(log, compacted)).toHaveLength(3);
  });

  it('runs when the log is opened', async () => {
    const folder = freshFolder();
    const first = await openFresh(folder, { tidyEveryMs: 3_600_000 });
    await first.append(compacted, updates(2000));
    await first.close();
    const second = await openFresh(folder, { tidyEveryMs: 3_600_000, compactAfterMs: 0 });
    await eventually(() => textsIn(second, compacted)).toHaveLength(3);
  });

  it('hands a late consumer what is left, and counts it as caught up', async () => {
    const log = await openFresh(freshFolder(), { tidyEveryMs: 2, compactAfterMs: 0 });
    await log.append(compacted, updates(300));
    await eventually(() => textsIn(log, compacted)).toHaveLength(3);
    const seen: string[] = [];
    const consumer = log.consume({
      topic: compacted,
      group: 'late',
      handle: async (records) => void seen.push(...records.map(({ value }) => value.text)),
    });
    await eventually(() => consumer.lag()).toBe(0);
    expect(seen).toEqual(['update 297', 'update 298', 'update 299']);
  });

  it('starts for a topic that was kept by time before', async () => {
    const folder = freshFolder();
    const first = await openFresh(folder);
    await first.append(kept, updates(9));
    await first.close();
    const second = await openFresh(folder, { tidyEveryMs: 2, compactAfterMs: 0 });
    await second.append(compacted, [note('key-0', 'newest')]);
    await eventually(() => textsIn(second, compacted)).toEqual(['update 7', 'update 8', 'newest']);
  });

  it('does not let a replayed dead letter undo a newer record', async () => {
    const log = await openFresh(freshFolder());
    await log.append(compacted, [note('key-0', 'poison'), note('key-1', 'poison'), note('key-0', 'newer')]);
    const consumer = log.consume({
      topic: compacted,
      group: 'readers',
      maxAttempts: 1,
      retryDelayMs: 1,
      handle: async (records) => {
        if (records.some(({ value }) => value.text === 'poison')) throw new Error('ill');
      },
    });
    await eventually(() => consumer.lag()).toBe(0);
    await consumer.stop();
    expect(await log.replayDeadLetters(compacted, 'readers')).toBe(1);
    expect(await log.deadLetters(compacted.name, 10)).toEqual([]);
    const records = await readAll(log, compacted);
    const newest = new Map(records.map(({ key, value }) => [key, value.text]));
    expect(Object.fromEntries(newest)).toEqual({ 'key-0': 'newer', 'key-1': 'poison' });
  });
});

describe('retention by time', () => {
  it('drops what is older, and nothing else', async () => {
    let now = 10 * dayMs;
    const log = await openFresh(freshFolder(), { now: () => now, tidyEveryMs: 2 });
    for (let i = 0; i < 3; i++) await log.append(kept, updates(500));
    now += dayMs;
    await log.append(kept, [note('key', 'younger')]);
    now += dayMs + 1;
    await eventually(() => textsIn(log, kept)).toEqual(['younger']);
    expect(await log.bounds(kept)).toEqual({ oldest: { 0: 1500 }, end: { 0: 1501 } });
  });

  it('never gives an offset twice, even when everything was dropped', async () => {
    let now = 10 * dayMs;
    const folder = freshFolder();
    const first = await openFresh(folder, { now: () => now, tidyEveryMs: 2 });
    await first.append(kept, updates(5));
    now += 3 * dayMs;
    await eventually(() => textsIn(first, kept)).toEqual([]);
    await first.close();
    const second = await openFresh(folder, { now: () => now });
    expect(await second.bounds(kept)).toEqual({ oldest: { 0: 5 }, end: { 0: 5 } });
    expect(await second.append(kept, [note('key', 'next')])).toEqual([{ partition: 0, offset: 5 }]);
  });

  it('lets consumers and tails go on behind a gap', async () => {
    let now = 10 * dayMs;
    const log = await openFresh(freshFolder(), { now: () => now, tidyEveryMs: 2 });
    await log.append(kept, updates(5));
    now += 3 * dayMs;
    await eventually(() => textsIn(log, kept)).toEqual([]);
    const seen: string[] = [];
    const consumer = log.consume({
      topic: kept,
      group: 'late',
      handle: async (records) => void seen.push(...records.map(({ value }) => value.text)),
    });
    const waiting = log.tail(kept, { 0: 1 }, new AbortController().signal).next();
    await log.append(kept, [note('key', 'behind the gap')]);
    expect((await waiting).value).toMatchObject([{ value: { text: 'behind the gap' } }]);
    await eventually(() => seen).toEqual(['behind the gap']);
    await eventually(() => consumer.lag()).toBe(0);
  });

  it('spares what a running consumer has yet to read', async () => {
    let now = 10 * dayMs;
    const log = await openFresh(freshFolder(), { now: () => now, tidyEveryMs: 2 });
    await log.append(kept, updates(5));
    let isAway = true;
    const seen: string[] = [];
    log.consume({
      topic: kept,
      group: 'slow',
      retryDelayMs: 1,
      isTransient: () => true,
      handle: async (records) => {
        if (isAway) throw new Error('away');
        seen.push(...records.map(({ value }) => value.text));
      },
    });
    now += 3 * dayMs;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await textsIn(log, kept)).toHaveLength(5);
    isAway = false;
    await eventually(() => textsIn(log, kept)).toEqual([]);
    expect(seen).toHaveLength(5);
  });
});
