import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { follow } from '@aqmrg/platform/live/follow.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { forecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Forecast } from '../domain/forecast.ts';
import { type LiveReader, openLiveReader } from './live-reader.ts';
import { createRing, type Ring } from './ring.ts';
import type { StreamPlace } from './stream-place.ts';

/** Issued forecasts as they come: one tail a process, read by any number of subscriptions at their own pace. */
export interface LiveFeed {
  /** Follows the log from its end. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when it has started: sockets may be open before. */
  readonly started: Promise<void>;
  /**
   * What matches, from now or from behind `after` on, without hole or double. What cannot be given any more (another epoch, older than retention) is told by a gap first. Memory does
   * not grow with a slow reader: it reads the log again.
   */
  subscribe(options: {
    readonly after?: StreamPlace;
    readonly matches: (forecast: Forecast) => boolean;
    readonly now: EpochMs;
  }): LiveReader;
}

interface Options {
  readonly eventLog: EventLog;
  readonly onError: (error: unknown) => void;
  /** Forecasts held in memory for all readers. Default 2,000: about 6 MB. */
  readonly capacity?: number;
}

export const openLiveFeed = ({ eventLog, onError, capacity = 2_000 }: Options): LiveFeed => {
  const closing = new AbortController();
  const waiters = new Set<() => void>();
  const beginning = Promise.withResolvers<void>();
  // whoever waits hears of it; where nobody does, nothing is wrong
  beginning.promise.catch(() => {});
  let held: Ring | undefined;
  let following: { readonly stop: () => Promise<void> } | undefined;

  const wakeAll = (): void => {
    const woken = [...waiters];
    waiters.clear();
    for (const wake of woken) wake();
  };

  return {
    async start() {
      const { end } = await eventLog.bounds(forecastIssued);
      const ring = createRing(end, capacity);
      held = ring;
      following = follow({
        tail: (from, signal) => eventLog.tail(forecastIssued, from, signal),
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
      return openLiveReader({ ...options, ring: held, eventLog, waiters, closing: closing.signal });
    },
  };
};
