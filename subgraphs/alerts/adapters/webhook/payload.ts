import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { phrasesOf } from '../../domain/messages/languages/phrases-of.ts';
import { isOfOneRule, watchedIn } from '../../domain/messages/places.ts';
import { unitIn } from '../../domain/messages/words/figures.ts';
import type { Notice } from '../../domain/notify/notice.ts';
import type { Outgoing } from '../channel.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

const incidentOf = (incident: Incident, notice: Notice) => {
  const { labels } = incident;
  const { names } = notice;
  const nameOf = (id: string | null) => (id !== null && Object.hasOwn(names, id) ? names[id] : null);
  return {
    ...{ id: incident.id, revision: incident.revision, ruleId: labels.ruleId, title: incident.title },
    severity: labels.severity,
    ...{ state: incident.state, resolution: incident.resolution },
    sensor: labels.sensorId === null ? null : { id: labels.sensorId, name: nameOf(labels.sensorId) },
    site: labels.siteId === null ? null : { id: labels.siteId, name: nameOf(labels.siteId) },
    ...{ networkId: labels.networkId, country: labels.country, quantity: labels.quantity },
    ...{ latitude: incident.latitude, longitude: incident.longitude },
    ...{ condition: incident.condition, threshold: incident.threshold },
    /** Of the threshold and the values; null for shares, counts, scores, indices, and where it is not known. */
    unit: unitIn(phrasesOf('en'), watchedIn(notice, incident)) || null,
    ...{
      peak: incident.peak,
      peakAt: iso(incident.peakAt),
      last: incident.last,
      lastAt: iso(incident.lastAt),
    },
    ...{ startedAt: iso(incident.startedAt), firedAt: iso(incident.firedAt) },
    ...{ resolvedAt: isoOrNull(incident.resolvedAt), acknowledgedAt: isoOrNull(incident.acknowledgedAt) },
    ...{ isReplayed: incident.isReplayed, isQualified: incident.isQualified },
  };
};

/** Null where there are several, or none. */
const ruleOf = (notice: Notice) => {
  const [worst] = notice.incidents;
  return worst === undefined || !isOfOneRule(notice)
    ? null
    : { id: worst.labels.ruleId, revision: worst.ruleRevision, name: worst.title };
};

/** What a webhook gets: version 1. Fields may be added; none is taken away or changes its meaning without another version. The same in every try. */
export const payloadOf = ({ notice, message }: Pick<Outgoing, 'notice' | 'message'>) => ({
  version: 1,
  id: notice.eventId,
  type: `alert.${notice.reason.toLowerCase()}`,
  createdAt: iso(notice.at),
  reason: notice.reason,
  isReplayed: notice.isReplayed,
  isTest: notice.reason === 'TEST',
  rule: ruleOf(notice),
  incidents: notice.incidents.map((incident) => incidentOf(incident, notice)),
  more: notice.more,
  subject: message.subject,
  text: message.text,
});
