import type { Directory } from '@aqmrg/platform/directory.ts';
import type { LiveCursors } from '@aqmrg/platform/live/cursor.ts';
import type { LiveFeed } from '@aqmrg/platform/live/feed.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import type { Shelf } from './actions/shelf.ts';
import type { Forecast } from './domain/forecast.ts';
import type { Cards } from './store/cards.ts';
import type { Forecasts } from './store/forecasts.ts';
import { createLoaders, type Loaders } from './store/loaders.ts';
import type { Scores } from './store/scores.ts';

export interface RoomGround {
  readonly reader: SeriesReader;
  readonly directory: Directory;
  readonly forecasts: Forecasts;
  readonly scores: Scores;
  readonly shelf: Shelf;
  readonly cards: Cards;
  readonly liveFeed: LiveFeed<Forecast>;
  readonly liveCursors: LiveCursors;
  readonly cursorSecret: string;
}

/** What resolvers of this room stand on. */
export interface ForecastsContext extends RequestContext, RoomGround {
  readonly load: Loaders;
}

export const createContext =
  (ground: RoomGround) =>
  (request: RequestContext): ForecastsContext => ({
    ...request,
    ...ground,
    load: createLoaders(ground, request),
  });
