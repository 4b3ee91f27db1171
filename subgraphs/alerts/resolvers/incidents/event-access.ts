import type { EventRules } from '@aqmrg/platform/subgraph/event-rules.ts';
import { viewerOf } from '../../actions/incidents/asker.ts';
import type { AlertsContext } from '../../context.ts';
import { maySee } from '../../domain/incident/viewer.ts';
import type { SentEvent } from './live.ts';

/** What a rule raised that was published then is everybody's; the rest is its organisation's. A gap names nobody. */
export const events: EventRules<AlertsContext> = {
  alertRaised: (event: SentEvent, { caller }: AlertsContext) =>
    event.kind === 'gap' || maySee(event.entry.incident, event.entry.isPublished, viewerOf(caller)),
};
