import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Severity } from '../rule/rule.ts';
import { type IncidentState, isOpen } from './incident.ts';
import { severitiesFrom } from './severity.ts';
import type { Viewer } from './viewer.ts';

/** Which incidents: those that every list names which is not null. An empty list names none. */
export interface IncidentFilter {
  readonly sensorIds: readonly string[] | null;
  readonly siteIds: readonly string[] | null;
  readonly networkIds: readonly string[] | null;
  readonly ruleIds: readonly string[] | null;
  readonly states: readonly IncidentState[] | null;
  readonly minSeverity: Severity | null;
  readonly quantities: readonly Quantity[] | null;
  /** Of the viewer's organisation alone. */
  readonly own: boolean;
  /** With those of recorded air. */
  readonly replayed: boolean;
  /** That went on at this time or later. */
  readonly from: EpochMs | null;
  /** That began before this time. */
  readonly to: EpochMs | null;
}

export const everyIncident: IncidentFilter = {
  sensorIds: null,
  siteIds: null,
  networkIds: null,
  ruleIds: null,
  states: null,
  minSeverity: null,
  quantities: null,
  own: false,
  replayed: true,
  from: null,
  to: null,
};

/** What never was has no end of its own: what was last known of it is taken for that. */
const endOf = (incident: Incident): EpochMs =>
  isOpen(incident) ? Number.POSITIVE_INFINITY : (incident.resolvedAt ?? incident.lastAt);

type Named = (value: string | null) => boolean;

const named = (list: readonly string[] | null): Named => {
  if (list === null) return () => true;
  const names = new Set(list);
  return (value) => value !== null && names.has(value);
};

/** Whether a filter lets an incident through. Whether the viewer may see it at all is another question. */
export const filterTest = (filter: IncidentFilter, viewer: Viewer): ((incident: Incident) => boolean) => {
  const isOfSensor = named(filter.sensorIds);
  const isAtSite = named(filter.siteIds);
  const isOfNetwork = named(filter.networkIds);
  const isOfRule = named(filter.ruleIds);
  const isInState = named(filter.states);
  const isBad = named(filter.minSeverity === null ? null : severitiesFrom(filter.minSeverity));
  const isAbout = named(filter.quantities);
  const { own, replayed, from, to } = filter;
  return (incident) => {
    const { labels, organisation } = incident;
    return (
      isOfSensor(labels.sensorId) &&
      isAtSite(labels.siteId) &&
      isOfNetwork(labels.networkId) &&
      isOfRule(labels.ruleId) &&
      isInState(incident.state) &&
      isBad(labels.severity) &&
      isAbout(labels.quantity) &&
      (!own || (organisation !== null && organisation === viewer.organisation)) &&
      (replayed || !incident.isReplayed) &&
      (from === null || endOf(incident) >= from) &&
      (to === null || incident.startedAt < to)
    );
  };
};
