import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { isOpen } from '../../domain/incident/incident.ts';

/* For tests: incidents as they usually are. */

/** 2026-11-23T06:00:00Z, a Monday. */
export const monday = Date.UTC(2026, 10, 23, 6);

type Changes = Partial<Omit<Incident, 'labels'>> & { readonly labels?: Partial<Incident['labels']> };

/** Makerere's, open since Monday. */
export const makeIncident = ({ labels, ...changes }: Changes = {}): Incident => ({
  id: 'i1',
  revision: 1,
  organisation: 'makerere',
  ruleRevision: 1,
  title: 'Bad air',
  labels: {
    ...{ ruleId: 'own', severity: 'SEVERE', sensorId: 's1', siteId: 'w1', networkId: 'n1', country: 'UG' },
    quantity: 'PM25',
    ...labels,
  },
  state: 'FIRING',
  startedAt: monday,
  firedAt: monday,
  resolvedAt: null,
  resolution: null,
  peak: 120.5,
  peakAt: monday,
  last: 90,
  lastAt: monday,
  threshold: 55.5,
  condition: 'PM2.5 at or above 55.5 µg/m³',
  latitude: 0.3,
  longitude: 32.6,
  isReplayed: false,
  isQualified: true,
  raisedAt: monday,
  changedAt: monday,
  acknowledgedAt: null,
  acknowledgedBy: null,
  note: null,
  snoozedUntil: null,
  ...changes,
});

export interface KeptRule {
  readonly id: string;
  readonly organisation: string | null;
  readonly isPublished: boolean;
}

export const addRules = async ({ client }: Database, rules: readonly KeptRule[]): Promise<void> => {
  const at = new Date(monday);
  await client.alertRule.createMany({
    data: rules.map(({ id, organisation, isPublished }) => ({
      ...{ id, organisationId: organisation, isPublished, revision: 1, name: id, severity: 'SEVERE' },
      ...{ definition: {}, isEnabled: true, createdById: 'ada', createdAt: at, changedAt: at },
    })),
  });
};

const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** As whoever judges raises them: the event log and receivers have yet to be told. */
export const addIncidents = async ({ client }: Database, incidents: readonly Incident[]): Promise<void> => {
  await client.alertIncident.createMany({
    data: incidents.map(({ labels, organisation, ...incident }) => ({
      ...incident,
      ...labels,
      organisationId: organisation,
      subject: labels.sensorId ?? '',
      judged: 1,
      openKey: isOpen(incident) ? `${labels.ruleId} ${incident.id}` : null,
      startedAt: new Date(incident.startedAt),
      firedAt: new Date(incident.firedAt),
      resolvedAt: date(incident.resolvedAt),
      peakAt: new Date(incident.peakAt),
      peakBeyond: 1,
      lastAt: new Date(incident.lastAt),
      isNoData: false,
      raisedAt: new Date(incident.raisedAt),
      changedAt: new Date(incident.changedAt),
      acknowledgedAt: date(incident.acknowledgedAt),
      snoozedUntil: date(incident.snoozedUntil),
      untoldSince: new Date(incident.raisedAt),
      unheededSince: new Date(incident.raisedAt),
    })),
  });
};

/** Somebody with an account. */
export const makeCaller = (changes: Partial<Caller> = {}): Caller => ({
  ...anonymous,
  kind: 'user',
  id: 'ada',
  role: 'AUTHENTICATED',
  organisation: 'makerere',
  organisationRole: 'MEMBER',
  ...changes,
});

/** Row by row: for a few rows that is faster than to truncate. */
export const emptyAlerts = async ({ client }: Database): Promise<void> => {
  await client.$transaction([
    client.alertIncident.deleteMany(),
    client.alertRule.deleteMany(),
    client.alertSilence.deleteMany(),
    client.alertInhibition.deleteMany(),
  ]);
};
