import { ProtocolError } from '@platformatic/kafka';
import { AirError } from '../../errors/air-error.ts';
import type { Positions } from '../../ports/event-log.ts';
import type { Cluster, Place } from './cluster.ts';
import { fetchFrom } from './fetch.ts';
import { createPiles } from './merge.ts';
import { byLeader, committedOf, type Range, rangeOf } from './offsets.ts';
import type { ReadPage } from './page-reader.ts';

/** Single questions about the log, without a place of one's own in it. Reject with SUBGRAPH_UNAVAILABLE where no answer comes in time, with OVERLOADED where too many wait. */
export interface Reading {
  /** What lies at or behind `from`: at most `limit` records, or fewer where they are large or many; empty only at the end. */
  page(place: Place, from: Positions, limit: number): Promise<ReadPage>;
  range(place: Place): Promise<Range>;
  /** Records that the group has not committed yet, more where there are gaps. */
  lag(place: Place, group: string): Promise<number>;
  committed(place: Place, group: string): Promise<Positions>;
  close(): Promise<void>;
}

/** As they lie at the broker, packed. */
const pageBytes = 256 * 1024;
const leastShareBytes = 32 * 1024;
const maxWaiting = 1000;

const depthOf = (offsets: ReadonlyMap<number, number>): number =>
  [...offsets.values()].reduce((sum, offset) => sum + offset, 0);

/** Begins elsewhere for another place, so that whoever reads on meets all partitions about equally soon. */
const inTurn = (partitions: readonly number[], depth: number): readonly number[] => {
  const start = depth % partitions.length;
  return [...partitions.slice(start), ...partitions.slice(0, start)];
};

export const createReading = (cluster: Cluster, withinMs: number): Reading => {
  const lane = cluster.openLane();
  /** By topic id: what was dropped by retention is not asked for again. */
  const oldestKnown = new Map<string, Positions>();
  let waiting = 0;

  const bounded = async <R>(place: Place, work: (place: Place, leftMs: number) => Promise<R>): Promise<R> => {
    if (waiting >= maxWaiting) {
      throw new AirError('OVERLOADED', 'Too many reads of the event log wait.', { retryAfterSeconds: 1 });
    }
    waiting++;
    try {
      return await cluster.untilAnswered(async (leftMs) => {
        const known = (await cluster.look([place.name])).get(place.name);
        if (known === undefined) throw new ProtocolError('UNKNOWN_TOPIC_OR_PARTITION');
        return work(known, leftMs);
      }, withinMs);
    } finally {
      waiting--;
    }
  };

  const askRange = async (place: Place, leftMs: number): Promise<Range> => {
    const range = await rangeOf(cluster, lane, place, leftMs);
    oldestKnown.set(place.id, range.oldest);
    return range;
  };

  const fetchOnce = async (place: Place, offsets: ReadonlyMap<number, number>, leftMs: number) => {
    const order = inTurn([...offsets.keys()], depthOf(offsets));
    const answers = await byLeader(cluster, place, order, async (broker, partitions) => {
      const answer = await fetchFrom({
        lane,
        broker,
        place,
        offsets: new Map(partitions.map((partition) => [partition, offsets.get(partition) as number])),
        waitMs: 0,
        maxBytes: pageBytes,
        partitionBytes: Math.max(leastShareBytes, Math.ceil(pageBytes / partitions.length)),
        withinMs: leftMs,
      });
      if (answer.failure !== undefined) throw answer.failure;
      return answer;
    });
    return {
      fetched: answers.flatMap(({ fetched }) => fetched),
      outOfRange: answers.flatMap(({ outOfRange }) => outOfRange),
    };
  };

  const readOnce = async (place: Place, from: Positions, limit: number, leftMs: number) => {
    const known = oldestKnown.get(place.id) ?? {};
    const offsets = new Map(
      place.leaders.map((_, partition) => [partition, Math.max(from[partition] ?? 0, known[partition] ?? 0)]),
    );
    while (offsets.size > 0) {
      const { fetched, outOfRange } = await fetchOnce(place, offsets, leftMs);
      const piles = createPiles();
      for (const one of fetched) {
        if (one.next > (offsets.get(one.partition) as number)) piles.add(one);
        if (one.next >= one.end) offsets.delete(one.partition);
        else offsets.set(one.partition, one.next);
      }
      const page = piles.take(limit);
      if (page.records.length > 0) return page;
      if (outOfRange.length === 0) continue;
      const { oldest } = await askRange(place, leftMs);
      for (const partition of outOfRange) {
        const first = oldest[partition] ?? 0;
        // whoever stands beyond the end is at the end
        if ((offsets.get(partition) as number) < first) offsets.set(partition, first);
        else offsets.delete(partition);
      }
    }
    return { records: [], next: {} };
  };

  return {
    page: (place, from, limit) => bounded(place, (known, leftMs) => readOnce(known, from, limit, leftMs)),
    range: (place) => bounded(place, askRange),
    lag: (place, group) =>
      bounded(place, async (known, leftMs) => {
        const [{ oldest, end }, committed] = await Promise.all([
          askRange(known, leftMs),
          committedOf(cluster, lane, group, known, leftMs),
        ]);
        return known.leaders.reduce((sum, _, partition) => {
          const first = oldest[partition] ?? 0;
          return sum + Math.max(0, (end[partition] ?? first) - Math.max(first, committed[partition] ?? 0));
        }, 0);
      }),
    committed: (place, group) =>
      bounded(place, (known, leftMs) => committedOf(cluster, lane, group, known, leftMs)),
    close: () => lane.close(),
  };
};
