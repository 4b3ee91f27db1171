import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import type { Inhibition, Matcher, Silence } from '../../domain/notify/silence.ts';
import type { Telling } from '../../domain/rule/rule.ts';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
/** A Monday, noon in Kampala is 09:00 UTC. */
export const monday = Date.parse('2026-11-30T09:00:00Z');

export const makeIncident = ({ labels, ...changes }: IncidentChanges = {}): Incident => ({
  id: 'incident-1',
  revision: 1,
  organisation: 'makerere',
  ruleRevision: 1,
  title: 'PM2.5 above 35.4 µg/m³',
  labels: {
    ruleId: 'rule-1',
    severity: 'MODERATE',
    sensorId: 'sensor-1',
    siteId: 'site-1',
    networkId: 'network-1',
    country: 'UG',
    quantity: 'PM25',
    ...labels,
  },
  state: 'FIRING',
  startedAt: monday - minuteMs,
  firedAt: monday,
  resolvedAt: null,
  resolution: null,
  peak: 60,
  peakAt: monday,
  last: 60,
  lastAt: monday,
  threshold: 35.4,
  condition: 'PM2.5 above 35.4 µg/m³',
  latitude: 0.33,
  longitude: 32.57,
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
export type IncidentChanges = Omit<Partial<Incident>, 'labels'> & {
  readonly labels?: Partial<Incident['labels']>;
};

export const makeOver = (changes: IncidentChanges = {}): Incident =>
  makeIncident({ state: 'RESOLVED', resolvedAt: monday + hourMs, resolution: 'RECOVERED', ...changes });

export const makeTelling = (changes: Partial<Telling> = {}): Telling => ({
  receiverIds: ['receiver-1'],
  groupBy: [],
  groupWaitMs: 0,
  groupIntervalMs: 5 * minuteMs,
  repeatMs: null,
  tellsAllClear: true,
  escalation: [],
  ...changes,
});

export const makeReceiver = (changes: Partial<Receiver> = {}): Receiver => ({
  id: 'receiver-1',
  revision: 1,
  organisation: 'makerere',
  name: 'Our program',
  channel: 'WEBHOOK',
  address: 'https://hooks.example.org/air',
  language: 'en',
  timeZone: 'Africa/Kampala',
  quietHours: null,
  capPerHour: 1_000,
  takesReplays: false,
  isEnabled: true,
  confirmedAt: null,
  unsubscribedAt: null,
  createdBy: 'ada',
  createdAt: monday,
  ...changes,
});

export const everything: Matcher = {
  ruleIds: null,
  sensorIds: null,
  siteIds: null,
  networkIds: null,
  severities: null,
};

export const makeSilence = (changes: Partial<Silence> = {}): Silence => ({
  id: 'silence-1',
  organisation: 'makerere',
  matcher: everything,
  startsAt: monday,
  endsAt: monday + hourMs,
  weekly: null,
  comment: 'Works on the roof',
  createdBy: 'ada',
  createdAt: monday,
  ...changes,
});

export const makeInhibition = (changes: Partial<Inhibition> = {}): Inhibition => ({
  id: 'inhibition-1',
  organisation: 'makerere',
  source: { ...everything, severities: ['EXTREME'] },
  target: { ...everything, severities: ['MODERATE'] },
  equal: ['SENSOR'],
  createdBy: 'ada',
  createdAt: monday,
  ...changes,
});
