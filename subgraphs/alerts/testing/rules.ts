import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { Rule } from '../domain/rule/rule.ts';
import type { Scope } from '../domain/rule/scope.ts';

export const everySensor: Scope = {
  sensorIds: null,
  siteIds: null,
  networkIds: null,
  kinds: null,
  countries: null,
  tags: null,
  area: null,
};

/** PM2.5 of 50 µg/m³ or more, at every sensor. */
export const makeRule = (fields: Partial<Rule> = {}): Rule => ({
  id: 'rule',
  revision: 1,
  organisation: null,
  name: 'Fine dust',
  description: null,
  severity: 'MODERATE',
  condition: {
    kind: 'THRESHOLD',
    signal: { kind: 'VALUE', quantity: 'PM25' },
    threshold: { comparison: 'ABOVE', at: 50, recovery: 40 },
    together: null,
  },
  scope: everySensor,
  pace: { forMs: 0, keepFiringMs: 0, noDataAfterMs: 3 * 3_600_000, noData: 'KEEP' },
  telling: {
    receiverIds: [],
    groupBy: [],
    groupWaitMs: 0,
    groupIntervalMs: 300_000,
    repeatMs: null,
    tellsAllClear: true,
    escalation: [],
  },
  wording: { subject: null, body: null },
  isEnabled: true,
  isPublished: false,
  isApproved: false,
  createdBy: 'somebody',
  createdAt: 0,
  changedAt: 0,
  ...fields,
});

export const makeSensor = (fields: Partial<SensorChanged> = {}): SensorChanged => ({
  sensorId: 'a-sensor',
  revision: 1,
  name: 'A sensor',
  networkId: 'a-network',
  organisation: null,
  siteId: null,
  kind: 'LOW_COST',
  maker: null,
  model: null,
  country: 'GH',
  timeZone: 'Africa/Accra',
  location: { latitude: 5.6, longitude: -0.19 },
  quantities: ['PM25'],
  variant: null,
  reportingIntervalMs: null,
  tags: [],
  license: null,
  attribution: null,
  retired: false,
  ...fields,
});
