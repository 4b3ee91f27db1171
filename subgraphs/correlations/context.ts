import type { RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import type { Associations } from './actions/associate.ts';
import type { Correlate } from './actions/correlate.ts';
import type { HealthSeriesActions } from './actions/health-series.ts';
import type { Publishing } from './actions/publish.ts';
import type { Definition } from './actions/read-definitions.ts';
import type { AssociationRuns } from './store/association-runs.ts';
import type { HealthSeriesStore } from './store/health-series.ts';
import { createLoaders, type Loaders } from './store/loaders.ts';
import type { PublishedAssociations } from './store/published-associations.ts';

export interface RoomGround {
  readonly series: HealthSeriesStore;
  readonly healthSeries: HealthSeriesActions;
  readonly runs: AssociationRuns;
  readonly published: PublishedAssociations;
  readonly definitions: readonly Definition[];
  readonly associations: Associations;
  readonly correlate: Correlate;
  readonly publishing: Publishing;
  /** How long `association` waits for a run, before it answers with the run itself. */
  readonly patienceMs: number;
}

/** What resolvers of this room stand on. */
export interface CorrelationsContext extends RequestContext, RoomGround {
  readonly load: Loaders;
}

export const createContext =
  (ground: RoomGround) =>
  (request: RequestContext): CorrelationsContext => ({
    ...request,
    ...ground,
    load: createLoaders(ground, request),
  });
