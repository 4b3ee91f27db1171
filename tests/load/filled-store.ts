import { createLifecycle } from '@aqmrg/platform/lifecycle.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { SeriesWriter, StoredReading } from '@aqmrg/platform/ports/series.ts';
import { embeddedPorts } from '@aqmrg/run/embedded.ts';

export interface Filling {
  readonly dataDir: string;
  readonly sensorIds: readonly string[];
  /** Epoch ms of the first reading's period. */
  readonly from: number;
  readonly intervalMs: number;
  readonly readingsPerSensor: number;
  readonly onProgress: (rows: number) => void;
}

const rowsPerWrite = 10_000;

const makeStored = (sensorId: string, start: number, intervalMs: number, place: number): StoredReading => {
  // as little alike as neighbouring values of a sensor are
  const noise = ((Math.imul(place, 2_654_435_761) >>> 8) % 1_009) / 100;
  const value = Math.round((25 + 15 * Math.sin(start / 14_000_000) + noise) * 100) / 100;
  const at = { partition: 0, offset: place, index: 0 };
  return {
    reading: {
      sensorId,
      quantity: 'PM25',
      periodStart: start,
      periodEnd: start + intervalMs,
      value,
      unit: 'MICROGRAM_PER_CUBIC_METRE',
      uncorrected: value,
      revision: 1,
      quality: 'GOOD',
      tests: [
        { test: 'RANGE', flag: 'GOOD' },
        { test: 'SPIKE', flag: 'GOOD' },
      ],
      provenance: {
        rawValue: value,
        rawUnit: 'MICROGRAM_PER_CUBIC_METRE',
        channels: [],
        variant: null,
        source: null,
        reportedBy: 'bench',
        delivery: 'BACKFILL',
        replayOf: null,
        corrections: [],
        calibration: 'NONE',
      },
      receivedAt: start + intervalMs,
    },
    reportedAt: at,
    causedBy: at,
    contentHash: String(value),
    knownAt: start + intervalMs,
  };
};

const fill = async (writer: SeriesWriter, filling: Filling): Promise<void> => {
  const { sensorIds, from, intervalMs, readingsPerSensor, onProgress } = filling;
  let rows: StoredReading[] = [];
  let written = 0;
  for (let step = 0; step < readingsPerSensor; step += 1) {
    for (const sensorId of sensorIds) {
      rows.push(makeStored(sensorId, from + step * intervalMs, intervalMs, written + rows.length));
    }
    if (rows.length < rowsPerWrite && step < readingsPerSensor - 1) continue;
    await writer.write(rows);
    written += rows.length;
    rows = [];
    onProgress(written);
  }
};

/** Fills the series store of a data folder that no process has open, through the port that the platform itself uses. */
export const fillStore = async (filling: Filling): Promise<void> => {
  const log = createLog('warn');
  const lifecycle = createLifecycle(log, 120_000);
  const onFatal = (error: unknown): void => {
    throw error;
  };
  const open = await embeddedPorts({ dataDir: filling.dataDir, lifecycle, log, onFatal });
  const { seriesWriter } = await open(['seriesWriter'], 'the benchmark');
  if (!seriesWriter) throw new Error('no series writer');
  await fill(seriesWriter, filling);
  await lifecycle.stop('filled');
};
