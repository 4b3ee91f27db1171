import type { Provenance, Reading } from '@aqmrg/schema/events/readings.ts';
import type { StoredReading } from './series.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Epoch ms of an ISO instant. */
export const at = (iso: string): number => Date.parse(iso);

export const makeProvenance = (fields: Partial<Provenance> = {}): Provenance => ({
  rawValue: 12.5,
  rawUnit: 'MICROGRAM_PER_CUBIC_METRE',
  channels: [],
  variant: null,
  source: null,
  reportedBy: 'a-network',
  delivery: 'LIVE',
  replayOf: null,
  corrections: [],
  calibration: 'NONE',
  ...fields,
});

export const makeReading = (fields: Partial<Reading> = {}): Reading => {
  const periodStart = fields.periodStart ?? at('2026-03-01T10:00:00Z');
  const periodEnd = fields.periodEnd ?? periodStart + hourMs;
  return {
    sensorId: 'a-sensor',
    quantity: 'PM25',
    periodStart,
    periodEnd,
    value: 12.5,
    unit: 'MICROGRAM_PER_CUBIC_METRE',
    uncorrected: 12.5,
    revision: 1,
    quality: 'GOOD',
    tests: [{ test: 'RANGE', flag: 'GOOD' }],
    provenance: makeProvenance(),
    receivedAt: periodEnd + 5_000,
    ...fields,
  };
};

/** A reading that became known when it was received, unless `stored` says otherwise. */
export const makeStored = (
  fields: Partial<Reading> = {},
  stored: Partial<Omit<StoredReading, 'reading'>> = {},
): StoredReading => {
  const reading = makeReading(fields);
  const place = { partition: 0, offset: 1, index: 0 };
  return {
    reading,
    reportedAt: place,
    causedBy: place,
    contentHash: `hash-of-${reading.value}`,
    knownAt: reading.receivedAt,
    ...stored,
  };
};

/** The next revision of a row: known a minute later, unless `fields` say otherwise. */
export const revised = (
  row: StoredReading,
  fields: Partial<Reading> = {},
  knownAt = row.knownAt + minuteMs,
): StoredReading => ({
  ...row,
  reading: { ...row.reading, revision: row.reading.revision + 1, ...fields },
  causedBy: { ...row.causedBy, offset: row.causedBy.offset + 1 },
  knownAt,
});
