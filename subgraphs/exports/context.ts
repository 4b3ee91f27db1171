import type { LiveCursors } from '@aqmrg/platform/live/cursor.ts';
import type { RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import type { TellAvailability } from './actions/availability.ts';
import type { Following } from './actions/follow-export.ts';
import type { Links } from './actions/links/links.ts';
import type { Requests } from './actions/request-export.ts';

export interface RoomGround {
  readonly availability: TellAvailability;
  readonly requests: Requests;
  readonly follow: Following;
  readonly liveCursors: Pick<LiveCursors, 'write'>;
  readonly links: Pick<Links, 'urlOf'>;
}

/** What resolvers of this room stand on. */
export interface ExportsContext extends RequestContext, RoomGround {}

export const createContext =
  (ground: RoomGround) =>
  (request: RequestContext): ExportsContext => ({ ...request, ...ground });
