import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { follow } from '@aqmrg/platform/live/follow.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { StreamPlace } from './live-event.ts';
import { type LivePages, openLivePages } from './live-pages.ts';
import { type LiveReader, type LiveWish, openLiveReader } from './live-reader.ts';
import { holding, newestRecords } from './newest-records.ts';
import { createRing, type Ring } from './ring.ts';
import { createTurns } from './turns.ts';

/** Accepted readings as they come: one tail a process, read by any number of subscriptions at their own pace. */
export interface LiveFeed {
  /** Reads the newest changes, so that those who come back after a restart find their place in memory; then follows the log. */
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
    readonly wish: LiveWish;
    readonly now: EpochMs;
  }): LiveReader;
}

export interface LiveFeedOptions {
  readonly eventLog: EventLog;
  readonly onError: (error: unknown) => void;
  /** Changes held in memory for all readers, and as many again for those who read the log. Default 10,000: about 10 MB. */
  readonly capacity?: number;
}

export const openLiveFeed = ({ eventLog, onError, capacity = 10_000 }: LiveFeedOptions): LiveFeed => {
  const closing = new AbortController();
  const waiters = new Set<() => void>();
  const turns = createTurns();
  const beginning = Promise.withResolvers<void>();
  // whoever waits hears of it; where nobody does, nothing is wrong
  beginning.promise.catch(() => {});
  let held: { readonly ring: Ring; readonly pages: LivePages } | undefined;
  let following: { readonly stop: () => Promise<void> } | undefined;

  const wakeAll = (): void => {
    const woken = [...waiters];
    waiters.clear();
    for (const wake of woken) wake();
  };

  return {
    async start() {
      const { from, records } = await newestRecords(eventLog, holding(capacity));
      const ring = createRing(from, capacity);
      records.forEach(ring.push);
      held = { ring, pages: openLivePages(eventLog, ring, capacity) };
      following = follow({
        tail: (from, signal) => eventLog.tail(readingsAccepted, from, signal),
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
      return openLiveReader({ ...options, ...held, eventLog, turns, waiters, closing: closing.signal });
    },
  };
};
