import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteEventLog } from '../drivers/event-log-sqlite/index.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { LiveEvent, StreamPlace } from './event.ts';
import { type LiveFeed, openLiveFeed } from './feed.ts';
import type { LiveReader } from './reader.ts';
import { type Note, notes, openNotes } from './testing/notes.ts';

const now = 1_800_000_000_000;
let folder: string;
let eventLog: EventLog;
const feeds: LiveFeed<Note>[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-feed-'));
  eventLog = await openSqliteEventLog({ folder });
});
afterEach(async () => {
  await Promise.all(feeds.splice(0).map((feed) => feed.stop()));
  await eventLog.close();
  await rm(folder, { recursive: true });
});

/** Pages that were read of the log, by any feed. */
let pagesRead = 0;
const counted = (log: EventLog): EventLog => ({
  ...log,
  readFrom: (...asked) => {
    pagesRead += 1;
    return log.readFrom(...asked);
  },
});

const openFeed = async (capacity = 10_000): Promise<LiveFeed<Note>> => {
  const onError = (error: unknown): void => {
    throw error;
  };
  const feed = openLiveFeed({ source: openNotes(counted(eventLog)), capacity, onError });
  feeds.push(feed);
  await feed.start();
  return feed;
};

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** Appends records of the given numbers of entries; their values count on from `from`. */
const say = async (from: number, ...sizes: readonly number[]): Promise<void> => {
  let next = from;
  const records = sizes.map((size) => {
    const values = range(next, next + size);
    next += size;
    return { key: 's1', value: { of: 's1', values } };
  });
  await eventLog.append(notes, records);
};

const everything = { wish: { matches: () => true }, now };
const take = async (reader: LiveReader<Note>, count: number): Promise<LiveEvent<Note>[]> => {
  const events: LiveEvent<Note>[] = [];
  while (events.length < count) {
    const { done, value } = await reader.next();
    if (done) break;
    events.push(value);
  }
  return events;
};
const valuesOf = (events: readonly LiveEvent<Note>[]) =>
  events.map((event) => (event.kind === 'gap' ? 'gap' : event.entry.value));
const placeOf = (events: readonly LiveEvent<Note>[]): StreamPlace => (events.at(-1) as LiveEvent<Note>).place;

describe('the live feed', () => {
  it('gives what comes after the subscription, to every reader', async () => {
    await say(0, 2);
    const feed = await openFeed();
    const readers = [feed.subscribe(everything), feed.subscribe(everything)];
    await say(2, 1, 3);
    for (const reader of readers) expect(valuesOf(await take(reader, 4))).toEqual([2, 3, 4, 5]);
  });

  it('gives only what matches', async () => {
    const feed = await openFeed();
    const reader = feed.subscribe({ now, wish: { matches: ({ value }) => value % 2 === 1 } });
    await say(0, 6);
    expect(valuesOf(await take(reader, 3))).toEqual([1, 3, 5]);
  });

  it('goes on from any place of a former process, without hole or double', async () => {
    const feed = await openFeed();
    const reader = feed.subscribe(everything);
    await say(0, 3, 1, 4, 2);
    const events = await take(reader, 10);
    await feed.stop();
    await say(10, 2, 3);
    const again = await openFeed();
    for (const [index, event] of events.entries()) {
      const resumed = again.subscribe({ ...everything, after: event.place });
      expect(valuesOf(await take(resumed, 14 - index))).toEqual(range(index + 1, 15));
    }
    const resumed = again.subscribe({ ...everything, after: placeOf(events) });
    await say(15, 1);
    expect(valuesOf(await take(resumed, 6))).toEqual(range(10, 16));
  });

  it('lets a slow reader fall behind the ring and loses nothing', async () => {
    const feed = await openFeed(5);
    const slow = feed.subscribe(everything);
    await say(0, 1);
    expect(valuesOf(await take(slow, 1))).toEqual([0]);
    for (let from = 1; from < 121; from += 12) await say(from, 3, 4, 5);
    expect(valuesOf(await take(slow, 120))).toEqual(range(1, 121));
    await say(121, 2);
    expect(valuesOf(await take(slow, 2))).toEqual([121, 122]);
  });

  it('finds those who come back after a restart in memory', async () => {
    await say(0, 5, 5);
    const places: StreamPlace[] = [];
    const before = await openFeed();
    const { start } = before.subscribe(everything);
    const reader = before.subscribe(everything);
    await say(10, ...range(0, 40).map(() => 2));
    places.push(start, ...(await take(reader, 80)).map(({ place }) => place));
    await before.stop();
    const again = await openFeed();
    pagesRead = 0;
    for (const [index, after] of places.entries()) {
      const resumed = again.subscribe({ ...everything, after });
      expect(valuesOf(await take(resumed, 80 - index))).toEqual(range(10 + index, 90));
    }
    expect(pagesRead).toBe(0);
  });

  it('reads the log once for many who replay the same past, each from its own place', async () => {
    const feed = await openFeed(5);
    const reader = feed.subscribe(everything);
    await say(0, ...range(0, 450).map(() => 1));
    const events = await take(reader, 450);
    const later = await openFeed(5);
    pagesRead = 0;
    const replayed = await Promise.all(
      range(0, 30).map((i) => {
        const after = (events[i * 14] as LiveEvent<Note>).place;
        return take(later.subscribe({ ...everything, after }), 449 - i * 14);
      }),
    );
    for (const [i, seen] of replayed.entries()) expect(valuesOf(seen)).toEqual(range(1 + i * 14, 450));
    // 30 readers alone would read about 75.
    expect(pagesRead).toBeLessThan(40);
  });

  it('lets the event loop go on while a reader has much to tell', async () => {
    const feed = await openFeed();
    const { start } = feed.subscribe(everything);
    await say(0, ...range(0, 20).map(() => 400));
    let rounds = 0;
    let timer: NodeJS.Immediate | undefined;
    const count = (): void => {
      rounds += 1;
      timer = setImmediate(count);
    };
    const reader = feed.subscribe({ ...everything, after: start });
    await take(reader, 1);
    count();
    await take(reader, 7_999);
    clearImmediate(timer);
    expect(rounds).toBeGreaterThan(50);
  });

  it('tells a gap first when the log was made anew', async () => {
    const feed = await openFeed();
    const at = now - 60_000;
    const after = { epoch: 'another', positions: { 0: 400 }, seen: {}, at };
    const reader = feed.subscribe({ ...everything, after });
    expect(await take(reader, 1)).toMatchObject([{ kind: 'gap', from: at, to: now }]);
    await say(0, 1);
    expect(valuesOf(await take(reader, 1))).toEqual([0]);
  });

  it('tells a gap when the cursor lies behind the end of a restored log', async () => {
    const feed = await openFeed();
    await say(0, 1);
    const after = { epoch: eventLog.epoch, positions: { 0: 400 }, seen: {}, at: null };
    const reader = feed.subscribe({ ...everything, after });
    expect((await take(reader, 1))[0]).toMatchObject({ kind: 'gap', place: { positions: { 0: 1 } } });
  });

  it('ends a reader that waits', async () => {
    const reader = (await openFeed()).subscribe(everything);
    const waiting = reader.next();
    await reader.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect((await reader.next()).done).toBe(true);
  });

  it('ends every reader when it stops', async () => {
    const feed = await openFeed();
    const waiting = feed.subscribe(everything).next();
    await feed.stop();
    expect((await waiting).done).toBe(true);
  });
});

describe('the live feed over a log that forgets', () => {
  it('tells a gap first, then gives what is left', async () => {
    await eventLog.close();
    let clock = now;
    const day = 86_400_000;
    eventLog = await openSqliteEventLog({ folder, now: () => clock, tidyEveryMs: 10 });
    const feed = await openFeed(3);
    const reader = feed.subscribe(everything);
    await say(0, 1);
    const seen = await take(reader, 1);
    await say(1, 4);
    clock += 10 * day;
    await say(5, 2, 2);
    await expect.poll(async () => (await eventLog.bounds(notes)).oldest[0]).toBe(2);
    const resumed = (await openFeed(3)).subscribe({ ...everything, after: placeOf(seen) });
    const events = await take(resumed, 5);
    expect(valuesOf(events)).toEqual(['gap', 5, 6, 7, 8]);
    expect(events[0]).toMatchObject({ from: now, to: clock });
  });
});
