import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { AirError } from '../errors/air-error.ts';
import type { StreamPlace } from './event.ts';
import { follow } from './follow.ts';
import { holding, newestRecords } from './newest-records.ts';
import { type LivePages, openLivePages } from './pages.ts';
import { type LiveReader, type LiveWish, openLiveReader } from './reader.ts';
import { createRing, type Ring } from './ring.ts';
import type { LiveSource } from './source.ts';
import { createTurns } from './turns.ts';

/** What a topic tells as it comes: one tail a process, read by any number of subscriptions at their own pace. */
export interface LiveFeed<E> {
  /** Reads the newest entries, so that those who come back after a restart find their place in memory; then follows the log. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when it has started: sockets may be open before. */
  readonly started: Promise<void>;
  /**
   * What matches, from now or from behind `after` on, without hole or double. What cannot be given any more (another
   * epoch, older than retention) is told by a gap first. Memory does not grow with a slow reader: it reads the log again.
   */
  subscribe(options: {
    readonly after?: StreamPlace;
    readonly wish: LiveWish<E>;
    readonly now: EpochMs;
  }): LiveReader<E>;
}

interface Options<E> {
  readonly source: LiveSource<E>;
  /** Entries held in memory for all readers, and as many again for those who read the log. */
  readonly capacity: number;
  readonly onError: (error: unknown) => void;
}

export const openLiveFeed = <E>({ source, capacity, onError }: Options<E>): LiveFeed<E> => {
  const closing = new AbortController();
  const waiters = new Set<() => void>();
  const turns = createTurns();
  const beginning = Promise.withResolvers<void>();
  // whoever waits hears of it; where nobody does, nothing is wrong
  beginning.promise.catch(() => {});
  let held: { readonly ring: Ring<E>; readonly pages: LivePages<E> } | undefined;
  let following: { readonly stop: () => Promise<void> } | undefined;

  const wakeAll = (): void => {
    const woken = [...waiters];
    waiters.clear();
    for (const wake of woken) wake();
  };

  return {
    async start() {
      const { from, records } = await newestRecords(source, holding(capacity));
      const ring = createRing<E>(from, capacity);
      records.forEach(ring.push);
      held = { ring, pages: openLivePages(source, ring, capacity) };
      following = follow({
        tail: source.tail,
        from: () => ({ ...ring.end }),
        onPage: (page) => {
          page.forEach(ring.push);
          wakeAll();
        },
        onError,
      });
      beginning.resolve();
    },
    async stop() {
      beginning.reject(new AirError('SHUTTING_DOWN', 'This process stops.'));
      closing.abort();
      wakeAll();
      await following?.stop();
    },
    started: beginning.promise,
    subscribe(options) {
      if (held === undefined) throw new Error('The live feed has not started.');
      return openLiveReader({ ...options, ...held, log: source, turns, waiters, closing: closing.signal });
    },
  };
};
