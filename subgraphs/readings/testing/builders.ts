import type { Reading, ReadingsReported, ReportedReading } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { type Change, decide, type FindSensor } from '../domain/decide.ts';
import { keyOf } from '../domain/identity.ts';
import { type ReportedRecord, wavesOf } from '../domain/incoming.ts';
import type { Row } from '../domain/row.ts';
import { spansOf } from '../domain/spans.ts';

/* For tests: things as they usually are, and a room without a store. */

export const hourMs = 3_600_000;
export const start = Date.parse('2026-03-01T00:00:00Z');

export const makeSensor = (fields: Partial<SensorChanged> = {}): SensorChanged => ({
  sensorId: 's1',
  revision: 1,
  name: 'Jamestown',
  networkId: 'n1',
  organisation: null,
  siteId: 'site1',
  kind: 'LOW_COST',
  maker: 'Clarity',
  model: null,
  country: 'GH',
  timeZone: 'Africa/Accra',
  location: null,
  quantities: ['PM25', 'HUMIDITY'],
  variant: null,
  reportingIntervalMs: hourMs,
  tags: [],
  license: null,
  attribution: null,
  retired: false,
  ...fields,
});

/** A sensor whose particles are corrected with its humidity. */
export const makePurpleAir = (fields: Partial<SensorChanged> = {}): SensorChanged =>
  makeSensor({ sensorId: 'pa', maker: 'PurpleAir', country: 'US', variant: 'CF_1', ...fields });

/** The reading of the hour so many hours after `start`. */
export const makeReport = (
  hour: number,
  value: number,
  fields: Partial<ReportedReading> = {},
): ReportedReading => ({
  quantity: 'PM25',
  periodStart: start + hour * hourMs,
  periodEnd: start + (hour + 1) * hourMs,
  value,
  unit: 'MICROGRAM_PER_CUBIC_METRE',
  ...fields,
});

export const makeHumidity = (hour: number, percent: number): ReportedReading =>
  makeReport(hour, percent, { quantity: 'HUMIDITY', unit: 'PERCENT' });

export const makeRecord = (
  offset: number,
  readings: readonly ReportedReading[],
  fields: Partial<ReadingsReported> = {},
): ReportedRecord => ({
  position: { partition: 0, offset },
  value: {
    sensorId: 's1',
    receivedAt: start + 1_000 * hourMs,
    reportedBy: 'tester',
    delivery: 'BACKFILL',
    readings: [...readings],
    ...fields,
  },
});

/** The current rows, in memory: what the series store does for the consumer. */
export const openRows = (find: FindSensor, maxRows = 1_000) => {
  const rows = new Map<string, Row>();
  const said: Change[] = [];
  return {
    rows,
    said,
    get: (sensorId: string, { quantity, periodStart, periodEnd }: ReportedReading): Row | undefined =>
      rows.get(keyOf({ sensorId, quantity, periodStart, periodEnd })),
    accept(records: readonly ReportedRecord[]): void {
      for (const wave of wavesOf(records, maxRows)) {
        const spans = spansOf(wave, find);
        const stored = [...rows.values()].filter(({ reading }) =>
          spans.some(
            (span) =>
              span.sensorId === reading.sensorId &&
              span.quantity === reading.quantity &&
              span.from <= reading.periodStart &&
              reading.periodEnd <= span.to,
          ),
        );
        const decision = decide(wave, stored, find);
        for (const row of decision.rows) rows.set(keyOf(row.reading), row);
        said.push(...decision.repeated, ...decision.changes);
      }
    },
  };
};

/** A reading as the log tells it. */
export const makeReading = (fields: Partial<Reading> = {}): Reading => {
  const { sensorId } = makeSensor();
  const report = makeReport(0, 1);
  return {
    sensorId,
    ...{ quantity: report.quantity, periodStart: report.periodStart, periodEnd: report.periodEnd },
    ...{ value: report.value, unit: report.unit, uncorrected: report.value, revision: 1 },
    quality: 'GOOD',
    tests: [],
    provenance: {
      ...{ rawValue: report.value, rawUnit: report.unit, channels: [], variant: null, source: null },
      ...{ reportedBy: 'tester', delivery: 'LIVE', replayOf: null, corrections: [], calibration: 'NONE' },
    },
    receivedAt: report.periodEnd,
    ...fields,
  };
};
