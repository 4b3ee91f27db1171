import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkedEvent } from '../subgraph/live.ts';
import { createLiveCursors } from './cursor.ts';
import type { LiveEvent } from './event.ts';
import { openLiveFeed } from './feed.ts';
import { openLiveStream } from './stream.ts';
import { type Note, openNotes } from './testing/notes.ts';
import { type Interleaving, openPartitionedLog } from './testing/partitioned-log.ts';

const secret = 'for tests only';
const now = 1_800_000_000_000;

type Log = ReturnType<typeof openPartitionedLog>;
type Filter = { readonly of?: readonly string[] };
type Marked = MarkedEvent & { readonly note?: LiveEvent<Note> };

/** A process that serves this log: its own ring, its own order of the partitions. */
const openProcess = async (log: Log, interleaving: Interleaving, capacity: number) => {
  const onError = (error: unknown): void => {
    throw error;
  };
  const liveFeed = openLiveFeed({ source: openNotes(log.as(interleaving)), onError, capacity });
  await liveFeed.start();
  const signal = new AbortController().signal;
  const subscribe = ({ of }: Filter, after?: string): AsyncIterableIterator<Marked> =>
    openLiveStream({
      liveFeed,
      liveCursors: createLiveCursors('notes', secret),
      wish: { matches: (note) => of === undefined || of.includes(note.of) },
      after,
      // another process has another clock
      now: now + capacity,
      signal,
      mark: (note, cursor): Marked => ({ note, live: { cursor } }),
    });
  return { subscribe, stop: liveFeed.stop };
};

const take = async (stream: AsyncIterableIterator<Marked>, count: number): Promise<Marked[]> => {
  const events: Marked[] = [];
  while (events.length < count) events.push((await stream.next()).value as Marked);
  return events;
};
const cursorOf = ({ live }: Marked): string => live?.cursor as string;
const numberOf = ({ note }: Marked): number => {
  if (note?.kind !== 'entry') throw new Error('This is no note.');
  return note.entry.value;
};

/** Records as [whose, number of entries]; each entry has a value of its own, from `from` on. */
type Sizes = readonly (readonly [whose: number, entries: number])[];
const recordsOf = (sizes: Sizes, from: number) => {
  let value = from;
  return sizes.map(([whose, entries]) => {
    const of = `s${whose}`;
    const values = Array.from({ length: entries }, () => {
      value += 1;
      return value;
    });
    return { key: of, value: { of, values } };
  });
};
const sizes = (max: number) =>
  fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: max });
const total = (of: Sizes): number => of.reduce((sum, [, entries]) => sum + entries, 0);

describe('the cursor of an event', () => {
  it('is the same whoever writes it: live or replayed, in whichever process, from wherever it began', async () => {
    const property = fc.asyncProperty(
      sizes(6),
      sizes(8),
      fc.subarray(['s0', 's1', 's2', 's3'], { minLength: 1 }),
      fc.integer({ min: 1, max: 30 }),
      async (before, behind, of, capacity) => {
        const log = openPartitionedLog(1);
        const early = await openProcess(log, 'as written', 1_000);
        const live = early.subscribe({ of });
        await log.append(recordsOf(before, 0), now);
        const late = await openProcess(log, 'as written', capacity);
        await log.append(recordsOf(behind, 1_000), now + 5);
        const wanted = [...before, ...behind].filter(([whose]) => of.includes(`s${whose}`));
        const seen = await take(live, 1 + total(wanted));
        for (const [i, from] of seen.entries()) {
          const replayed = await take(late.subscribe({ of }, cursorOf(from)), seen.length - i);
          expect(replayed.map(cursorOf)).toEqual(seen.slice(i).map(cursorOf));
          expect(replayed.slice(1).map(numberOf)).toEqual(seen.slice(i + 1).map(numberOf));
        }
        await Promise.all([early.stop(), late.stop()]);
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it('is the same for two that have seen the same records of several partitions, in whatever order', async () => {
    let same = 0;
    const property = fc.asyncProperty(sizes(6), sizes(8), async (before, behind) => {
      const log = openPartitionedLog(3);
      const early = await openProcess(log, 'as written', 1_000);
      const live = early.subscribe({});
      await log.append(recordsOf(before, 0), now);
      const late = await openProcess(log, 'by partition', 5);
      await log.append(recordsOf(behind, 1_000), now + 5);
      const count = total(before) + total(behind);
      const seen = await take(live, 1 + count);
      const replayed = await take(late.subscribe({}, cursorOf(seen[0] as Marked)), 1 + count);
      const values = (events: readonly Marked[]) => events.slice(1).map(numberOf);
      expect(values(replayed).toSorted()).toEqual(values(seen).toSorted());

      const historyAt = (events: readonly Marked[], i: number): string =>
        values(events.slice(0, i + 1))
          .toSorted((a, b) => a - b)
          .join();
      const cursors = new Map(seen.map((event, i) => [`${i} ${historyAt(seen, i)}`, cursorOf(event)]));
      for (const [i, event] of replayed.entries()) {
        const other = cursors.get(`${i} ${historyAt(replayed, i)}`);
        if (other === undefined) continue;
        same += 1;
        expect(cursorOf(event)).toBe(other);
      }
      await Promise.all([early.stop(), late.stop()]);
    });
    await fc.assert(property, { numRuns: 60 });
    expect(same).toBeGreaterThan(120);
  });

  it('leads on without hole or double where records of several partitions were begun', async () => {
    const property = fc.asyncProperty(sizes(10), fc.nat({ max: 40 }), async (records, cut) => {
      const log = openPartitionedLog(3);
      const first = await openProcess(log, 'as written', 1_000);
      const live = first.subscribe({});
      await log.append(recordsOf(records, 0), now);
      const seen = await take(live, 1 + Math.min(cut, total(records)));
      const second = await openProcess(log, 'by partition', 5);
      const left = total(records) - (seen.length - 1);
      const rest = await take(second.subscribe({}, cursorOf(seen.at(-1) as Marked)), 1 + left);
      const all = [...seen.slice(1), ...rest.slice(1)].map(numberOf).toSorted((a, b) => a - b);
      expect(all).toEqual(Array.from({ length: total(records) }, (_, i) => i + 1));
      await Promise.all([first.stop(), second.stop()]);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('marks the start: what was given, else the place of what came last', async () => {
    const log = openPartitionedLog(1);
    const process = await openProcess(log, 'as written', 100);
    const [start] = await take(process.subscribe({}), 1);
    await log.append(recordsOf([[0, 2]], 0), now);
    const resumed = process.subscribe({}, cursorOf(start as Marked));
    const events = await take(resumed, 3);
    expect(cursorOf(events[0] as Marked)).toBe(cursorOf(start as Marked));
    expect(events.slice(1).map(numberOf)).toEqual([1, 2]);
    const [later] = await take(process.subscribe({}), 1);
    expect(later).toEqual({ live: { cursor: cursorOf(events[2] as Marked) } });
    await process.stop();
  });
});
