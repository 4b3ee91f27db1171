import type { Directory } from '@aqmrg/platform/directory.ts';
import type { LiveCursors } from '@aqmrg/platform/live/cursor.ts';
import type { LiveFeed } from '@aqmrg/platform/live/feed.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import type { Report } from './actions/report.ts';
import type { LiveChange } from './store/accepted.ts';
import type { LiveLevels } from './store/live-levels.ts';
import { createLoaders, type Loaders } from './store/loaders.ts';

export interface RoomGround {
  readonly reader: SeriesReader;
  readonly directory: Directory;
  readonly liveFeed: LiveFeed<LiveChange>;
  readonly liveLevels: LiveLevels;
  readonly liveCursors: LiveCursors;
  readonly report: Report;
  readonly cursorSecret: string;
}

/** What resolvers of this room stand on. */
export interface ReadingsContext extends RequestContext, RoomGround {
  readonly load: Loaders;
}

export const createContext =
  (ground: RoomGround) =>
  (request: RequestContext): ReadingsContext => ({
    ...request,
    ...ground,
    load: createLoaders(ground.reader, request.signal),
  });
