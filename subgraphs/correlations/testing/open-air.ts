import { join } from 'node:path';
import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import type { StoredReading } from '@aqmrg/platform/ports/series.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { openLog, type TestLog } from './open-log.ts';

export const makeSensor = (fields: Partial<SensorChanged>): SensorChanged => ({
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

/** The hour that starts then. */
export const makeHour = (sensorId: string, start: number, fields: Partial<Reading> = {}): Reading => {
  const value = fields.value ?? 20;
  const unit = canonicalUnit(fields.quantity ?? 'PM25');
  return {
    sensorId,
    quantity: 'PM25',
    periodStart: start,
    periodEnd: start + hourMs,
    value,
    unit,
    uncorrected: value,
    revision: 1,
    quality: 'GOOD',
    tests: [],
    provenance: {
      rawValue: value,
      rawUnit: unit,
      channels: [],
      variant: null,
      source: null,
      reportedBy: 'tester',
      delivery: 'BACKFILL',
      replayOf: null,
      corrections: [],
      calibration: 'NONE',
    },
    receivedAt: start + hourMs,
    ...fields,
  };
};

/** The same, recorded a year before. */
export const makeReplayed = (sensorId: string, start: number): Reading => {
  const reading = makeHour(sensorId, start);
  const original = start - 365 * 24 * hourMs;
  const replayOf = { periodStart: original, periodEnd: original + hourMs };
  return { ...reading, provenance: { ...reading.provenance, replayOf } };
};

const storedAt = (reading: Reading, offset: number): StoredReading => {
  const place = { partition: 0, offset, index: 0 };
  return {
    reading,
    reportedAt: place,
    causedBy: place,
    contentHash: `${reading.value}`,
    knownAt: reading.receivedAt,
  };
};

const rowsAtOnce = 20_000;

/** The air as the platform keeps it: real series beside a real log, which closes with them. */
export const openAir = async (log?: TestLog) => {
  const { folder, eventLog, close } = log ?? (await openLog());
  const series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  const directory = openDirectory(eventLog, () => undefined);
  return {
    reader: series.reader,
    directory,
    saySensors: (...sensors: readonly Partial<SensorChanged>[]) =>
      eventLog.append(
        sensorChanged,
        sensors.map(makeSensor).map((value) => ({ key: value.sensorId, value })),
      ),
    async write(readings: readonly Reading[]): Promise<void> {
      for (let from = 0; from < readings.length; from += rowsAtOnce)
        await series.writer.write(readings.slice(from, from + rowsAtOnce).map(storedAt));
    },
    async close(): Promise<void> {
      await directory.stop();
      await series.close();
      await close();
    },
  };
};
