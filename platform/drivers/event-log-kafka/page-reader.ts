import { setTimeout as sleep } from 'node:timers/promises';
import { ProtocolError } from '@platformatic/kafka';
import type { Positions } from '../../ports/event-log.ts';
import type { Cluster, Place } from './cluster.ts';
import { away, isPassing } from './failures.ts';
import { type FetchAnswer, type FetchedRecord, fetchFrom } from './fetch.ts';
import { createPiles } from './merge.ts';
import { rangeOf } from './offsets.ts';

export interface ReadPage {
  readonly records: readonly FetchedRecord[];
  /** Where the partitions of this page go on: behind its records, and behind gaps. */
  readonly next: Positions;
}

/** Reads partitions of one topic on and on, each at its own place. */
export interface PageReader {
  /**
   * The next records, at most `limit`; waits for them. Empty where there was only a gap, or `signal` aborted. One call at a time. Rejects with
   * SUBGRAPH_UNAVAILABLE where a leader has not answered for `patienceMs`, though others may have; the next call tries on.
   */
  next(limit: number, signal: AbortSignal): Promise<ReadPage>;
  close(): Promise<void>;
}

interface ReaderGround {
  readonly cluster: Cluster;
  /** Looked up anew when a leader has moved. */
  readonly place: Place;
  /** Where to begin in each partition that is to be read; what lies before the oldest record begins there. */
  readonly from: Positions;
  /** What to do in a partition that ends before its place, as after the loss of a disk: wait until it has grown that far, or read it all again. */
  readonly beyondEnd: 'wait' | 'begin again';
  readonly patienceMs: number;
}

/** As they lie at the broker, packed: a page in hand and one under way, from each. Recorded air is 17 times as large. */
const pageBytes = 1024 * 1024;
const partitionBytes = 256 * 1024;
/** How long a broker that has nothing new holds a request. */
const longPollMs = 500;
const retryMs = 100;

const empty: ReadPage = { records: [], next: {} };

const aborted = (signal: AbortSignal): { readonly promise: Promise<void>; readonly forget: () => void } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = (): void => resolve();
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop);
  return { promise, forget: () => signal.removeEventListener('abort', stop) };
};

/**
 * To each broker there is one request at most. While records of its partitions are in hand, it is asked for the others without waiting; when there are
 * none, it is asked for all of them, and holds the request until a record comes.
 */
export const openPageReader = ({ cluster, patienceMs, beyondEnd, ...ground }: ReaderGround): PageReader => {
  const lane = cluster.openLane();
  const offsets = new Map(Object.entries(ground.from).map(([name, offset]) => [Number(name), offset]));
  const piles = createPiles();
  const underWay = new Map<number, Promise<void>>();
  let place = ground.place;
  let turn = 0;
  /** By broker: since when it has not answered, and what came instead. */
  const failures = new Map<number, { readonly since: number; readonly error: unknown }>();
  let isClosed = false;

  const partitionsOf = (node: number): number[] =>
    [...offsets.keys()].filter((partition) => (place.leaders[partition] ?? -1) === node);

  const refresh = async (): Promise<void> => {
    const places = await cluster.look([place.name], true).catch(() => undefined);
    place = places?.get(place.name) ?? place;
  };

  /** Resolves with whether that changed anything. */
  const moveIntoRange = async (partitions: readonly number[]): Promise<boolean> => {
    const { oldest, end } = await rangeOf(cluster, lane, place, patienceMs);
    let hasMoved = false;
    for (const partition of partitions) {
      const offset = offsets.get(partition) as number;
      const first = oldest[partition] ?? 0;
      const isBeyond = offset > (end[partition] ?? first);
      if (!isBeyond && offset >= first) continue;
      if (isBeyond && beyondEnd === 'wait') continue;
      offsets.set(partition, first);
      hasMoved = true;
    }
    return hasMoved;
  };

  const note = async ({ fetched, outOfRange, failure: error }: FetchAnswer): Promise<void> => {
    for (const one of fetched) {
      if (one.next <= (offsets.get(one.partition) ?? 0)) continue;
      offsets.set(one.partition, one.next);
      piles.add(one);
    }
    if (outOfRange.length > 0 && !(await moveIntoRange(outOfRange))) await sleep(retryMs);
    if (error !== undefined) throw error;
  };

  const fetchAt = async (node: number, partitions: readonly number[], waitMs: number): Promise<void> => {
    const since = failures.get(node)?.since ?? performance.now();
    try {
      const broker = cluster.broker(node);
      if (broker === undefined) throw new ProtocolError('LEADER_NOT_AVAILABLE');
      // who is served first changes, so that a busy partition starves nobody
      const start = turn++ % partitions.length;
      const order = [...partitions.slice(start), ...partitions.slice(0, start)];
      await note(
        await fetchFrom({
          lane,
          broker,
          place,
          offsets: new Map(order.map((partition) => [partition, offsets.get(partition) as number])),
          waitMs,
          maxBytes: pageBytes,
          partitionBytes,
          withinMs: patienceMs,
        }),
      );
      failures.delete(node);
    } catch (error) {
      if (isClosed) return;
      failures.set(node, { since, error });
      await sleep(retryMs);
      await refresh();
    }
  };

  const ask = (): void => {
    const nodes = new Set([...offsets.keys()].map((partition) => place.leaders[partition] ?? -1));
    for (const node of nodes) {
      if (underWay.has(node)) continue;
      const all = partitionsOf(node);
      const free = all.filter((partition) => !piles.has(partition));
      if (free.length === 0) continue;
      const work = fetchAt(node, free, free.length < all.length ? 0 : Math.min(longPollMs, patienceMs / 3));
      underWay.set(
        node,
        work.finally(() => underWay.delete(node)),
      );
    }
  };

  const check = (): void => {
    for (const [node, { since, error }] of failures) {
      // it leads nothing of this any more: whoever does now has its own say
      if (partitionsOf(node).length === 0) failures.delete(node);
      else if (!isPassing(error) || performance.now() - since >= patienceMs) {
        failures.clear();
        throw isPassing(error) ? away(error) : error;
      }
    }
  };

  return {
    async next(limit, signal) {
      const ended = aborted(signal);
      try {
        while (!signal.aborted) {
          check();
          ask();
          if (!piles.isEmpty) return piles.take(limit);
          await Promise.race([...underWay.values(), ended.promise]);
        }
        return empty;
      } finally {
        ended.forget();
      }
    },
    async close() {
      isClosed = true;
      await lane.close();
    },
  };
};
