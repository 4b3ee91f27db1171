import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { LiveEvent } from '@aqmrg/platform/live/event.ts';
import { openLiveStream } from '@aqmrg/platform/live/stream.ts';
import type { MarkedEvent } from '@aqmrg/platform/subgraph/live.ts';
import type { ForecastsContext } from '../context.ts';
import { type Forecast, nameOf } from '../domain/forecast.ts';
import type { SubscriptionForecastIssuedArgs } from './types.generated.ts';

/** An event with its cursor, which is written once: the mark shows it, and the field. */
export type SentEvent = LiveEvent<Forecast> & { readonly cursor: string };

/** The start of the stream, or one of its events; see the platform's live.ts. */
export type MarkedForecast = MarkedEvent & { readonly forecastIssued?: SentEvent };

const maxListed = 1_000;

const marked = (event: LiveEvent<Forecast>, cursor: string): MarkedForecast => {
  const forecastIssued = { ...event, cursor };
  if (event.kind === 'gap') return { forecastIssued, live: { cursor } };
  return { forecastIssued, live: { cursor, key: nameOf(event.entry), at: event.appendedAt } };
};

const wantedOf = (
  sensorIds: SubscriptionForecastIssuedArgs['sensorIds'],
): ReadonlySet<string> | undefined => {
  if (sensorIds === null || sensorIds === undefined) return undefined;
  if (sensorIds.length <= maxListed) return new Set(sensorIds);
  throw badInput('sensorIds', `sensorIds names ${sensorIds.length}, more than ${maxListed}.`);
};

export const subscribeToForecasts = (
  { sensorIds, after }: Partial<SubscriptionForecastIssuedArgs>,
  { liveCursors, liveFeed, signal, now }: ForecastsContext,
): AsyncIterableIterator<MarkedForecast> => {
  const wanted = wantedOf(sensorIds);
  const matches = ({ sensorId }: Forecast): boolean => wanted === undefined || wanted.has(sensorId);
  return openLiveStream({
    ...{ liveFeed, liveCursors, after, signal },
    wish: { matches },
    now: now(),
    mark: marked,
  });
};
