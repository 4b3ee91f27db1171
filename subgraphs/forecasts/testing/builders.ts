import type { Reading, ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { Forecast, Outlook } from '../domain/forecast.ts';
import { hourMs } from '../domain/hours.ts';
import { heads, targetsOf } from '../domain/targets.ts';

/* For tests: things as they usually are. */

/** 2026-11-23T06:00:00Z, a Monday. */
export const monday = Date.UTC(2026, 10, 23, 6);

export const makeSensor = (fields: Partial<SensorChanged> = {}): SensorChanged => ({
  sensorId: 's1',
  revision: 1,
  name: 'Jamestown',
  networkId: 'n1',
  organisation: null,
  siteId: null,
  kind: 'LOW_COST',
  maker: null,
  model: null,
  country: 'GH',
  timeZone: 'Africa/Accra',
  location: { latitude: 5.6, longitude: -0.2 },
  quantities: ['PM25'],
  variant: null,
  reportingIntervalMs: hourMs,
  tags: [],
  license: null,
  attribution: null,
  retired: false,
  ...fields,
});

/** The hour that ends at `end`. */
export const makeReading = (end: number, fields: Partial<Reading> = {}): Reading => ({
  sensorId: 's1',
  quantity: 'PM25',
  periodStart: end - hourMs,
  periodEnd: end,
  value: 20,
  unit: 'MICROGRAM_PER_CUBIC_METRE',
  uncorrected: 20,
  revision: 1,
  quality: 'GOOD',
  tests: [],
  provenance: {
    rawValue: 20,
    rawUnit: 'MICROGRAM_PER_CUBIC_METRE',
    channels: [],
    variant: null,
    source: null,
    reportedBy: 'tester',
    delivery: 'LIVE',
    replayOf: null,
    corrections: [],
    calibration: 'NONE',
  },
  receivedAt: end,
  ...fields,
});

/** Measured in 2023, and replayed for the hour that ends at `end`. */
export const makeReplayed = (end: number, originalEnd: number, fields: Partial<Reading> = {}): Reading => {
  const reading = makeReading(end, fields);
  const replayOf = { periodStart: originalEnd - hourMs, periodEnd: originalEnd };
  return { ...reading, provenance: { ...reading.provenance, replayOf } };
};

export const accepted = (...readings: readonly Reading[]): ReadingsAccepted => ({
  sensorId: readings[0]?.sensorId ?? 's1',
  changes: readings.map((reading) => ({ change: 'ADDED', reading })),
});

/** Seven quantiles around a median. */
export const quantilesAround = (median: number, spread = 5): number[] =>
  [-3, -2, -1, 0, 1, 2, 3].map((step) => Math.max(0, median + step * spread));

export const makeOutlooks = (
  issuedAt: number,
  fields: Partial<Outlook> = {},
  timeZone = 'Africa/Accra',
): Outlook[] => {
  const targets = targetsOf(issuedAt, timeZone);
  return heads.map((head) => ({
    head,
    ...targets[head],
    quantiles: quantilesAround(20),
    mean: 21,
    persistence: 25,
    ...fields,
  }));
};

export const makeForecast = (fields: Partial<Forecast> = {}): Forecast => {
  const issuedAt = fields.issuedAt ?? monday;
  return {
    sensorId: 's1',
    quantity: 'PM25',
    issuedAt,
    madeAt: issuedAt + 30_000,
    kind: 'PM_ONLY',
    model: { id: 'pm25-pm-only', version: '2023-12-31' },
    trainedTo: Date.UTC(2023, 11, 31, 23, 59, 59),
    isShadow: false,
    replayed: false,
    timeZone: 'Africa/Accra',
    inputs: { newestHourEnd: issuedAt, observed24: 24, observed168: 168 },
    fallbacks: [{ kind: 'FULL', model: null, reason: 'NO_MODEL_FOR_QUANTITY' }],
    outlooks: makeOutlooks(issuedAt),
    ...fields,
  };
};
