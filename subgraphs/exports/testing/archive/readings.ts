import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import { makeReading } from '@aqmrg/platform/ports/series.builders.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';

/** The hour of a sensor that begins then. */
export const hourAt = (sensorId: string, start: string, fields: Partial<Reading> = {}): Reading => {
  const unit = canonicalUnit(fields.quantity ?? 'PM25');
  return makeReading({ sensorId, periodStart: Date.parse(start), unit, ...fields });
};

/** The same, recorded a year before. */
export const replayedAt = (sensorId: string, start: string, fields: Partial<Reading> = {}): Reading => {
  const reading = hourAt(sensorId, start, fields);
  const original = reading.periodStart - 365 * 24 * hourMs;
  const replayOf = { periodStart: original, periodEnd: original + hourMs };
  return { ...reading, provenance: { ...reading.provenance, replayOf } };
};
