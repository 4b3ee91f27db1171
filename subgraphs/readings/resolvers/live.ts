import type { LiveEvent } from '@aqmrg/platform/live/event.ts';
import { openLiveStream } from '@aqmrg/platform/live/stream.ts';
import type { MarkedEvent } from '@aqmrg/platform/subgraph/live.ts';
import type { ReadingsContext } from '../context.ts';
import type { LiveChange } from '../store/accepted.ts';
import { wishOf } from './live-filter.ts';
import type { SubscriptionReadingAddedArgs } from './types.generated.ts';

/** An event with its cursor, which is written once: the mark shows it, and the field. */
export type SentEvent = LiveEvent<LiveChange> & { readonly cursor: string };

/** The start of the stream, or one of its events; see the platform's live.ts. */
export type MarkedReading = MarkedEvent & { readonly readingAdded?: SentEvent };

const marked = (event: LiveEvent<LiveChange>, cursor: string): MarkedReading => {
  const readingAdded = { ...event, cursor };
  if (event.kind === 'gap') return { readingAdded, live: { cursor } };
  const { sensorId, quantity } = event.entry.reading;
  return { readingAdded, live: { cursor, key: `${sensorId} ${quantity}`, at: event.appendedAt } };
};

export const subscribeToReadings = (
  { filter, after }: Partial<SubscriptionReadingAddedArgs>,
  context: ReadingsContext,
): AsyncIterableIterator<MarkedReading> => {
  const { liveCursors, liveFeed, signal, now } = context;
  const wish = wishOf(filter ?? {}, context);
  return openLiveStream({ liveFeed, liveCursors, wish, after, now: now(), signal, mark: marked });
};
