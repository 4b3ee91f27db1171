import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';

export const makeSensor = (fields: Partial<SensorChanged> = {}): SensorChanged => ({
  sensorId: 's1',
  revision: 1,
  name: 'Nakawa',
  networkId: 'n1',
  organisation: null,
  siteId: null,
  kind: 'LOW_COST',
  maker: null,
  model: null,
  country: 'UG',
  timeZone: 'Africa/Kampala',
  location: null,
  quantities: ['PM25'],
  variant: null,
  reportingIntervalMs: hourMs,
  tags: [],
  license: null,
  attribution: null,
  retired: false,
  ...fields,
});
