import type { Reading } from '@aqmrg/schema/events/readings.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadingsContext } from '../context.ts';
import type { LiveChange } from '../store/live-event.ts';
import { openLiveFeed } from '../store/live-feed.ts';
import { makeReading } from '../testing/builders.ts';
import { type Interleaving, openPartitionedLog } from '../testing/partitioned-log.ts';
import { type MarkedReading, subscribeToReadings } from './live.ts';
import { createLiveCursors } from './live-cursor.ts';

const secret = 'for tests only';
const now = 1_800_000_000_000;

type Log = ReturnType<typeof openPartitionedLog>;
type Filter = { readonly sensorIds?: string[] };

/** A process that serves this log: its own ring, its own order of the partitions. */
const openProcess = async (log: Log, interleaving: Interleaving, capacity: number) => {
  const onError = (error: unknown): void => {
    throw error;
  };
  const liveFeed = openLiveFeed({ eventLog: log.as(interleaving), onError, capacity });
  await liveFeed.start();
  const signal = new AbortController().signal;
  const subscribe = (filter: Filter, after?: string) =>
    subscribeToReadings({ filter, ...(after ? { after } : {}) }, {
      liveFeed,
      liveCursors: createLiveCursors(secret),
      signal,
      // another process has another clock
      now: () => now + capacity,
    } as unknown as ReadingsContext);
  return { subscribe, stop: liveFeed.stop };
};

type Stream = ReturnType<typeof subscribeToReadings>;
const take = async (stream: Stream, count: number): Promise<MarkedReading[]> => {
  const events: MarkedReading[] = [];
  while (events.length < count) events.push((await stream.next()).value as MarkedReading);
  return events;
};
const readingOf = ({ readingAdded }: MarkedReading): Reading => {
  if (readingAdded?.kind !== 'change') throw new Error('This is no change.');
  return readingAdded.reading;
};
const cursorOf = ({ live }: MarkedReading): string => live?.cursor as string;
const measured = (event: MarkedReading): number => readingOf(event).value;

/** Records as [sensor, number of changes]; each change has a value of its own, from `from` on. */
type Sizes = readonly (readonly [sensor: number, changes: number])[];
const recordsOf = (sizes: Sizes, from: number) => {
  let value = from;
  return sizes.map(([sensor, changes]) => {
    const sensorId = `s${sensor}`;
    const made = Array.from({ length: changes }, (): LiveChange => {
      value += 1;
      return { change: 'ADDED', reading: makeReading({ sensorId, value }) };
    });
    return { key: sensorId, value: { sensorId, changes: made } };
  });
};
const sizes = (max: number) =>
  fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: max });
const total = (of: Sizes): number => of.reduce((sum, [, changes]) => sum + changes, 0);

describe('the cursor of an event', () => {
  it('is the same whoever writes it: live or replayed, in whichever process, from wherever it began', async () => {
    const property = fc.asyncProperty(
      sizes(6),
      sizes(8),
      fc.subarray(['s0', 's1', 's2', 's3'], { minLength: 1 }),
      fc.integer({ min: 1, max: 30 }),
      async (before, behind, sensorIds, capacity) => {
        const log = openPartitionedLog(1);
        const early = await openProcess(log, 'as written', 1_000);
        const live = early.subscribe({ sensorIds });
        await log.append(recordsOf(before, 0), now);
        const late = await openProcess(log, 'as written', capacity);
        await log.append(recordsOf(behind, 1_000), now + 5);
        const wanted = [...before, ...behind].filter(([sensor]) => sensorIds.includes(`s${sensor}`));
        const seen = await take(live, 1 + total(wanted));
        for (const [i, from] of seen.entries()) {
          const replayed = await take(late.subscribe({ sensorIds }, cursorOf(from)), seen.length - i);
          expect(replayed.map(cursorOf)).toEqual(seen.slice(i).map(cursorOf));
          expect(replayed.slice(1).map(measured)).toEqual(seen.slice(i + 1).map(measured));
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
      const replayed = await take(late.subscribe({}, cursorOf(seen[0] as MarkedReading)), 1 + count);
      const values = (events: readonly MarkedReading[]) => events.slice(1).map(measured);
      expect(values(replayed).toSorted()).toEqual(values(seen).toSorted());

      const historyAt = (events: readonly MarkedReading[], i: number): string =>
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
      const rest = await take(second.subscribe({}, cursorOf(seen.at(-1) as MarkedReading)), 1 + left);
      const all = [...seen.slice(1), ...rest.slice(1)].map(measured).toSorted((a, b) => a - b);
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
    const resumed = process.subscribe({}, cursorOf(start as MarkedReading));
    const events = await take(resumed, 3);
    expect(cursorOf(events[0] as MarkedReading)).toBe(cursorOf(start as MarkedReading));
    expect(events.slice(1).map(measured)).toEqual([1, 2]);
    const [later] = await take(process.subscribe({}), 1);
    expect(later).toEqual({ live: { cursor: cursorOf(events[2] as MarkedReading) } });
    await process.stop();
  });
});
