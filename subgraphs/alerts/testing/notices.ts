import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Notice } from '../domain/notify/notice.ts';
import type { Receiver } from '../domain/notify/receiver.ts';
import type { Condition } from '../domain/rule/rule.ts';

/** 2026-03-05T11:00:00Z, a Thursday. */
export const thursday = Date.UTC(2026, 2, 5, 11);
const hourMs = 3_600_000;

export const pm25Above: Condition = {
  kind: 'THRESHOLD',
  signal: { kind: 'ROLLING_MEAN', quantity: 'PM25', windowMs: hourMs, minCoverage: 0.75 },
  threshold: { comparison: 'ABOVE', at: 55.5, recovery: 50 },
  together: null,
};

export const makeLabels = (changes: Partial<Incident['labels']> = {}): Incident['labels'] => ({
  ...{ ruleId: 'rule-1', severity: 'SEVERE', sensorId: 'sensor-1', siteId: 'site-1' },
  ...{ networkId: null, country: 'UG', quantity: 'PM25' },
  ...changes,
});

/** An incident of an hour, at one sensor in Kampala, that goes on. */
export const makeIncident = (changes: Partial<Incident> = {}): Incident => ({
  ...{ id: 'incident-1', revision: 1, organisation: 'org-a', ruleRevision: 1, title: 'Unhealthy air' },
  labels: makeLabels(),
  ...{ state: 'FIRING', startedAt: thursday - hourMs, firedAt: thursday - hourMs },
  ...{ resolvedAt: null, resolution: null, peak: 91.26, peakAt: thursday - hourMs / 2 },
  ...{
    last: 78,
    lastAt: thursday,
    threshold: 55.5,
    condition: 'mean of PM2.5 over 1 hour at or above 55.5 µg/m³',
  },
  ...{ latitude: 0.3476, longitude: 32.5825, isReplayed: false, isQualified: true },
  ...{ raisedAt: thursday - hourMs, changedAt: thursday, acknowledgedAt: null, acknowledgedBy: null },
  ...{ note: null, snoozedUntil: null },
  ...changes,
});

export const makeNotice = (changes: Partial<Notice> = {}): Notice => ({
  ...{ eventId: 'event-1', reason: 'FIRING', incidents: [makeIncident()], more: 0 },
  names: { 'sensor-1': 'Makerere', 'site-1': 'Makerere University' },
  ...{
    wording: { subject: null, body: null },
    conditions: { 'rule-1': pm25Above },
    isReplayed: false,
    at: thursday,
  },
  ...changes,
});

export const makeReceiver = (changes: Partial<Receiver> = {}): Receiver => ({
  ...{ id: 'receiver-1', revision: 1, organisation: 'org-a', name: 'Control room' },
  ...{ channel: 'EMAIL', address: 'ada@example.org', language: 'en', timeZone: 'Africa/Kampala' },
  ...{ quietHours: null, capPerHour: 30, takesReplays: false, isEnabled: true },
  ...{ confirmedAt: thursday, unsubscribedAt: null, createdBy: 'ada', createdAt: thursday },
  ...changes,
});
