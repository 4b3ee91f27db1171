import type { RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import type { IncidentsGround } from './actions/incidents/ground.ts';
import type { ReceiversGround } from './actions/receivers/ground.ts';
import type { RulesGround } from './actions/rules/ground.ts';

export interface RoomGround extends RulesGround, IncidentsGround, ReceiversGround {}

/** What resolvers of this room stand on. */
export interface AlertsContext extends RequestContext, RoomGround {}

export const createContext =
  (ground: RoomGround) =>
  (request: RequestContext): AlertsContext => ({ ...request, ...ground });
