import type { MarkedEvent } from '@aqmrg/platform/subgraph/live.ts';
import type { ReadingsContext } from '../context.ts';
import type { LiveEvent } from '../store/live-event.ts';
import { wishOf } from './live-filter.ts';
import type { SubscriptionReadingAddedArgs } from './types.generated.ts';

/** An event with its cursor, which is written once: the mark shows it, and the field. */
export type SentEvent = LiveEvent & { readonly cursor: string };

/** The start of the stream, or one of its events; see the platform's live.ts. */
export type MarkedReading = MarkedEvent & { readonly readingAdded?: SentEvent };

const marked = (event: LiveEvent, cursor: string): MarkedReading => {
  const readingAdded = { ...event, cursor };
  if (event.kind === 'gap') return { readingAdded, live: { cursor } };
  const { sensorId, quantity } = event.reading;
  return { readingAdded, live: { cursor, key: `${sensorId} ${quantity}`, at: event.appendedAt } };
};

/**
 * First the mark of where the stream starts, then what is accepted. A cursor that was given is that mark also where the past is gone: who goes on from it again
 * is told of the gap again. Explicit, so that `return()` reaches the reader while `next()` waits.
 */
export const subscribeToReadings = (
  { filter, after }: Partial<SubscriptionReadingAddedArgs>,
  context: ReadingsContext,
): AsyncIterableIterator<MarkedReading> => {
  const { liveCursors, liveFeed, signal, now } = context;
  const reader = liveFeed.subscribe({
    // an empty text is a cursor that was lost, not one that was never there
    ...(typeof after === 'string' ? { after: liveCursors.read(after) } : {}),
    wish: wishOf(filter ?? {}, context),
    now: now(),
  });
  const leave = (): void => void reader.return();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  let begun = false;
  const stream: AsyncIterableIterator<MarkedReading> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      if (!begun) {
        begun = true;
        return { done: false, value: { live: { cursor: after ?? liveCursors.write(reader.start) } } };
      }
      const { done, value } = await reader.next();
      return done
        ? { done, value: undefined }
        : { done: false, value: marked(value, liveCursors.write(value.place)) };
    },
    async return() {
      signal.removeEventListener('abort', leave);
      await reader.return();
      return { done: true, value: undefined };
    },
  };
  return stream;
};
