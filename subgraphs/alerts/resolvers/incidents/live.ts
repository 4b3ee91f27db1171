import type { LiveEvent } from '@aqmrg/platform/live/event.ts';
import { openLiveStream } from '@aqmrg/platform/live/stream.ts';
import type { MarkedEvent } from '@aqmrg/platform/subgraph/live.ts';
import type { AlertChanged } from '@aqmrg/schema/events/alerts.ts';
import { viewerOf } from '../../actions/incidents/asker.ts';
import type { AlertsContext } from '../../context.ts';
import { filterTest } from '../../domain/incident/filter.ts';
import { maySee } from '../../domain/incident/viewer.ts';
import type { AlertEventResolvers, SubscriptionAlertRaisedArgs } from '../types.generated.ts';
import { filterOf } from './filter.ts';

/** An event with its cursor, which is written once: the mark shows it, and the field. */
export type SentEvent = LiveEvent<AlertChanged> & { readonly cursor: string };

/** The start of the stream, or one of its events; see the platform's live.ts. */
export type MarkedAlert = MarkedEvent & { readonly alertRaised?: SentEvent };

const marked = (event: LiveEvent<AlertChanged>, cursor: string): MarkedAlert => {
  const alertRaised = { ...event, cursor };
  if (event.kind === 'gap') return { alertRaised, live: { cursor } };
  return { alertRaised, live: { cursor, key: event.entry.incident.id, at: event.appendedAt } };
};

/**
 * What happens to incidents from now on, or from behind a cursor. The stream says what was so when it was told: a rule that is published later shows what it raises from then on, and one that
 * no longer is has shown what it raised before. What is so now, queries say.
 */
export const subscribeToAlerts = (
  { filter, after }: Partial<SubscriptionAlertRaisedArgs>,
  { caller, liveCursors, liveFeed, signal, now }: AlertsContext,
): AsyncIterableIterator<MarkedAlert> => {
  const viewer = viewerOf(caller);
  const passes = filterTest(filterOf(filter), viewer);
  const matches = ({ incident, isPublished }: AlertChanged): boolean =>
    maySee(incident, isPublished, viewer) && passes(incident);
  return openLiveStream({
    ...{ liveFeed, liveCursors, after, signal },
    wish: { matches },
    now: now(),
    mark: marked,
  });
};

export const eventFields: AlertEventResolvers = {
  change: (event) => (event.kind === 'gap' ? 'GAP' : event.entry.change),
  alert: (event) => (event.kind === 'gap' ? null : event.entry.incident),
  gap: (event) => (event.kind === 'gap' ? { from: event.from, to: event.to, reason: event.reason } : null),
};
