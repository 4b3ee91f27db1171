import type { MarkedEvent } from '@aqmrg/platform/subgraph/live.ts';
import { type AirEvent, clockMs, cursorOf, eventOf } from './air.ts';

type Listener = (event: AirEvent) => void;

/** Where readings come from: evenly spaced, as many a second as the parent process orders. */
export interface Feed {
  /** The returned function ends it. */
  onEvent(listener: Listener): () => void;
  events(): AsyncIterableIterator<MarkedEvent>;
  /** As a room's subscription field yields them: first of all where it starts, and what came behind a cursor, where one is given. */
  eventsAfter(cursor: string | undefined): AsyncIterableIterator<MarkedEvent>;
}

/** What the parent orders over IPC: so many events a second from now on, or a single one. */
export type FeedOrder = { readonly pace: number } | { readonly one: true };
/** The number of the last event before the order took effect, or with it. */
export type FeedAnswer = { readonly last: number };

/** Who was away for longer is told that the past is gone. */
const keptEvents = 2_048;

const markedOf = (readingAdded: AirEvent): MarkedEvent => ({
  live: { cursor: readingAdded.cursor, key: readingAdded.reading.sensor.id, at: Date.now() },
  readingAdded,
});

const openEvents = (
  onEvent: Feed['onEvent'],
  first: readonly MarkedEvent[],
): AsyncIterableIterator<MarkedEvent> => {
  const waiting: MarkedEvent[] = [...first];
  let wake: ((result: IteratorResult<MarkedEvent>) => void) | undefined;
  let ended = false;
  const end = onEvent((event) => {
    const value = markedOf(event);
    if (!wake) return void waiting.push(value);
    const resolve = wake;
    wake = undefined;
    resolve({ done: false, value });
  });
  const done = { done: true, value: undefined } as const;
  const stream: AsyncIterableIterator<MarkedEvent> = {
    [Symbol.asyncIterator]: () => stream,
    next() {
      if (ended) return Promise.resolve(done);
      const value = waiting.shift();
      if (value) return Promise.resolve({ done: false, value });
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    async return() {
      ended = true;
      end();
      wake?.(done);
      wake = undefined;
      return done;
    },
  };
  return stream;
};

/** The feed of this process, at the orders of its parent. */
export const openFeed = (): Feed => {
  const listeners = new Set<Listener>();
  const kept: AirEvent[] = [];
  let last = 0;
  let timer: NodeJS.Timeout | undefined;

  const emit = (dueAt: number): void => {
    last += 1;
    const event = eventOf(last, Math.round(dueAt * 1e3) / 1e3);
    kept.push(event);
    if (kept.length > keptEvents) kept.shift();
    for (const listener of listeners) listener(event);
  };

  /** An event is as old as its due time: a process that is too busy to send it in time must not look quick. */
  const keepPace = (perSecond: number): void => {
    clearTimeout(timer);
    if (perSecond === 0) return;
    const everyMs = 1_000 / perSecond;
    let dueAt = clockMs() + everyMs;
    const tick = (): void => {
      for (const now = clockMs(); dueAt <= now; dueAt += everyMs) emit(dueAt);
      timer = setTimeout(tick, Math.max(1, dueAt - clockMs()));
    };
    timer = setTimeout(tick, everyMs);
  };

  process.on('message', (order: Partial<{ pace: number; one: true }>) => {
    if (order.pace !== undefined) keepPace(order.pace);
    else if (order.one) emit(clockMs());
    else return;
    process.send?.({ last } satisfies FeedAnswer);
  });

  const onEvent: Feed['onEvent'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const missedSince = (cursor: string): readonly AirEvent[] => {
    const at = kept.findIndex((event) => event.cursor === cursor);
    if (at < 0 && cursor !== cursorOf(last)) throw new Error('What was missed is gone.');
    return at < 0 ? [] : kept.slice(at + 1);
  };
  return {
    onEvent,
    events: () => openEvents(onEvent, []),
    eventsAfter(cursor) {
      const start: MarkedEvent = { live: { cursor: cursor ?? cursorOf(last) } };
      const missed = cursor === undefined ? [] : missedSince(cursor).map(markedOf);
      return openEvents(onEvent, [start, ...missed]);
    },
  };
};
