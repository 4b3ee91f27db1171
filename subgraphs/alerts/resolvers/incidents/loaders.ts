import type { RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import { viewerOf } from '../../actions/incidents/asker.ts';
import type { IncidentsGround } from '../../actions/incidents/ground.ts';
import { createIncidentLoaders, type IncidentLoaders } from '../../store/incidents/loaders.ts';

type Context = RequestContext & Pick<IncidentsGround, 'incidents' | 'ruleFor'>;

const known = new WeakMap<Context, IncidentLoaders>();

/** Those of one request, or of one event of a subscription: they go with its context. */
export const loadersOf = (context: Context): IncidentLoaders => {
  const found = known.get(context);
  if (found !== undefined) return found;
  const { incidents, caller, ruleFor } = context;
  const made = createIncidentLoaders({
    incidents,
    viewer: viewerOf(caller),
    ruleFor: (id) => ruleFor(id, caller),
  });
  known.set(context, made);
  return made;
};
