import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { MarkedEvent } from '@aqmrg/platform/subgraph/live.ts';
import type { ForecastsContext } from '../context.ts';
import { nameOf } from '../domain/forecast.ts';
import type { LiveEvent } from '../store/live-reader.ts';
import type { SubscriptionForecastIssuedArgs } from './types.generated.ts';

/** An event with its cursor, which is written once: the mark shows it, and the field. */
export type SentEvent = LiveEvent & { readonly cursor: string };

/** The start of the stream, or one of its events; see the platform's live.ts. */
export type MarkedForecast = MarkedEvent & { readonly forecastIssued?: SentEvent };

const maxListed = 1_000;

const marked = (event: LiveEvent, cursor: string): MarkedForecast => {
  const forecastIssued = { ...event, cursor };
  if (event.kind === 'gap') return { forecastIssued, live: { cursor } };
  return { forecastIssued, live: { cursor, key: nameOf(event.forecast), at: event.appendedAt } };
};

const wantedOf = (
  sensorIds: SubscriptionForecastIssuedArgs['sensorIds'],
): ReadonlySet<string> | undefined => {
  if (sensorIds === null || sensorIds === undefined) return undefined;
  if (sensorIds.length <= maxListed) return new Set(sensorIds);
  throw badInput('sensorIds', `sensorIds names ${sensorIds.length}, more than ${maxListed}.`);
};

/**
 * First the mark of where the stream starts, then what is issued. A cursor that was given is that mark also where the past is gone. Explicit, so that `return()`
 * reaches the reader while `next()` waits.
 */
export const subscribeToForecasts = (
  { sensorIds, after }: Partial<SubscriptionForecastIssuedArgs>,
  { liveCursors, liveFeed, signal, now }: ForecastsContext,
): AsyncIterableIterator<MarkedForecast> => {
  const wanted = wantedOf(sensorIds);
  const reader = liveFeed.subscribe({
    // an empty text is a cursor that was lost, not one that was never there
    ...(typeof after === 'string' ? { after: liveCursors.read(after) } : {}),
    matches: ({ sensorId }) => wanted === undefined || wanted.has(sensorId),
    now: now(),
  });
  const leave = (): void => void reader.return();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  let begun = false;
  const stream: AsyncIterableIterator<MarkedForecast> = {
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
