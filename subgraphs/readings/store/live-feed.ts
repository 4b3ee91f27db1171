import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { follow } from './follow.ts';
import type { LiveChange, StreamPlace } from './live-event.ts';
import { type LiveReader, openLiveReader } from './live-reader.ts';
import { createRing, type Ring } from './ring.ts';

/** Accepted readings as they come: one tail a process, read by any number of subscriptions at their own pace. */
export interface LiveFeed {
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * What matches, from now or from behind `after` on, without hole or double. What cannot be given any more (another
   * epoch, older than retention) is told by a gap first. Memory does not grow with a slow reader: it reads the log again.
   */
  subscribe(options: {
    readonly after?: StreamPlace;
    readonly matches: (change: LiveChange) => boolean;
    readonly now: EpochMs;
  }): LiveReader;
}

export interface LiveFeedOptions {
  readonly eventLog: EventLog;
  readonly onError: (error: unknown) => void;
  /** Changes held in memory for all readers. Default 10,000: about 10 MB. */
  readonly capacity?: number;
}

export const openLiveFeed = ({ eventLog, onError, capacity = 10_000 }: LiveFeedOptions): LiveFeed => {
  const closing = new AbortController();
  const waiters = new Set<() => void>();
  let ring: Ring | undefined;
  let following: { readonly stop: () => Promise<void> } | undefined;

  const wakeAll = (): void => {
    const woken = [...waiters];
    waiters.clear();
    for (const wake of woken) wake();
  };

  return {
    async start() {
      const { end } = await eventLog.bounds(readingsAccepted);
      const opened = createRing(end, capacity);
      ring = opened;
      following = follow({
        eventLog,
        topic: readingsAccepted,
        from: () => ({ ...opened.end }),
        onPage: (page) => {
          page.forEach(opened.push);
          wakeAll();
        },
        onError,
      });
    },
    async stop() {
      closing.abort();
      wakeAll();
      await following?.stop();
    },
    subscribe(options) {
      if (ring === undefined) throw new Error('The live feed has not started.');
      return openLiveReader({ ...options, eventLog, ring, waiters, closing: closing.signal });
    },
  };
};
