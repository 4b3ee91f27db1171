import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { LiveMark, MarkedEvent } from '../subgraph/live.ts';
import type { LiveCursors } from './cursor.ts';
import type { LiveEvent } from './event.ts';
import type { LiveFeed } from './feed.ts';
import type { LiveWish } from './reader.ts';

/** The first that comes. */
type Start = { readonly live: LiveMark };

interface Options<E, M extends MarkedEvent> {
  readonly liveFeed: LiveFeed<E>;
  readonly liveCursors: LiveCursors;
  readonly wish: LiveWish<E>;
  /** Go on behind this cursor; from now on where there is none. */
  readonly after: string | null | undefined;
  readonly now: EpochMs;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** The event under its field's name, and its mark, which holds the cursor; see subgraph/live.ts. */
  readonly mark: (event: LiveEvent<E>, cursor: string) => M;
}

/**
 * What a subscription field yields: first the mark of where the stream starts, then what comes. A cursor that was given is that mark also where the past is gone: who goes on
 * from it again is told of the gap again. Explicit, so that `return()` reaches the reader while `next()` waits.
 */
export const openLiveStream = <E, M extends MarkedEvent>(
  options: Options<E, M>,
): AsyncIterableIterator<M | Start> => {
  const { liveFeed, liveCursors, wish, after, now, signal, mark } = options;
  const reader = liveFeed.subscribe({
    // an empty text is a cursor that was lost, not one that was never there
    ...(typeof after === 'string' ? { after: liveCursors.read(after) } : {}),
    wish,
    now,
  });
  const leave = (): void => void reader.return();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  let begun = false;
  const stream: AsyncIterableIterator<M | Start> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      if (!begun) {
        begun = true;
        return { done: false, value: { live: { cursor: after ?? liveCursors.write(reader.start) } } };
      }
      const { done, value } = await reader.next();
      return done
        ? { done, value: undefined }
        : { done: false, value: mark(value, liveCursors.write(value.place)) };
    },
    async return() {
      signal.removeEventListener('abort', leave);
      await reader.return();
      return { done: true, value: undefined };
    },
  };
  return stream;
};
