import type { StoredReading } from '@aqmrg/platform/ports/series.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';

const hourMs = 3_600_000;

/** An hour of PM2.5 that ends then. */
export const makeReading = (fields: Partial<Reading> = {}): Reading => {
  const periodEnd = fields.periodEnd ?? Date.UTC(2026, 10, 30, 6);
  const value = fields.value ?? 12;
  return {
    sensorId: 'a-sensor',
    quantity: 'PM25',
    periodStart: periodEnd - hourMs,
    periodEnd,
    value,
    unit: 'MICROGRAM_PER_CUBIC_METRE',
    uncorrected: value,
    revision: 1,
    quality: 'GOOD',
    tests: [],
    provenance: {
      rawValue: value,
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
    receivedAt: periodEnd + 5_000,
    ...fields,
  };
};

let place = 0;

/** As the readings room stores it. */
export const storedOf = (reading: Reading): StoredReading => {
  place += 1;
  const at = { partition: 0, offset: place, index: 0 };
  return {
    reading,
    reportedAt: at,
    causedBy: at,
    contentHash: `${reading.value} ${reading.revision}`,
    knownAt: reading.receivedAt,
  };
};
