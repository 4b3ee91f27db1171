import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { hourMs, makeStored } from '@aqmrg/platform/ports/series.builders.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** A real store of series, and how many queries it was asked. */
export const openAir = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exports-air-'));
  const series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  let asked = 0;
  return {
    writer: series.writer,
    reader: {
      ...series.reader,
      series: (...args: Parameters<typeof series.reader.series>) => {
        asked += 1;
        return series.reader.series(...args);
      },
    },
    get asked() {
      return asked;
    },
    /** Hourly readings of a sensor, from an instant on. */
    async write(sensorId: string, from: EpochMs, hours: number, fields: Partial<Reading> = {}) {
      const rows = Array.from({ length: hours }, (_, hour) =>
        makeStored({ sensorId, periodStart: from + hour * hourMs, ...fields }),
      );
      await series.writer.write(rows);
    },
    async close(): Promise<void> {
      await series.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
