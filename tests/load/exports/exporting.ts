import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createLifecycle } from '@aqmrg/platform/lifecycle.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { FilePiece } from '@aqmrg/platform/ports/series-files.ts';
import { embeddedPorts } from '@aqmrg/run/embedded.ts';
import { columns, type Format, from, sensorsOf, spansOf } from './air.ts';

export interface Exported {
  readonly ms: number;
  readonly cpuMs: number;
  readonly rows: number;
  readonly bytes: number;
}

export interface Exporter {
  export(format: Format): Promise<Exported>;
  stop(): Promise<unknown>;
}

const quality = ['GOOD', 'UNKNOWN', 'SUSPECT'] as const;

/** What an export is made by: pieces one after the other, and meanwhile those that are ready through SHA-256 into the object store. */
export const openExporter = async (dataDir: string, hours: number): Promise<Exporter> => {
  const log = createLog('warn');
  const lifecycle = createLifecycle(log, 120_000);
  const onFatal = (error: unknown): void => {
    throw error;
  };
  const open = await embeddedPorts({ dataDir, lifecycle, log, onFatal });
  const { seriesReader, seriesFiles, objectStore } = await open(
    ['seriesReader', 'seriesFiles', 'objectStore'],
    'the benchmark',
  );
  if (!seriesReader || !seriesFiles || !objectStore) throw new Error('not all ports are there');
  const folder = join(dataDir, 'scratch');
  await mkdir(folder);
  const sensors = sensorsOf();
  const spans = spansOf(hours);
  const end = spans.at(-1)?.to ?? from;
  // once through all of it: what the store keeps of its file in memory is not what exporting takes
  await seriesReader.series({
    groups: [{ id: 'all', sensorIds: sensors.map(({ id }) => id), timeZone: 'UTC' }],
    ...{ quantity: 'PM25', from, to: end, every: { kind: 'calendar', days: 0, months: 1 } },
    ...{ aggregates: ['COUNT', 'MEAN'], quality, version: 'CORRECTED' },
  });

  const pieceOf = (format: Format, n: number): FilePiece => ({
    path: join(folder, `${format}.${n}`),
    ...{ format, columns, compression: 'NONE', isHeaded: n === 0 },
    rows: {
      kind: 'readings',
      ...{ sensors, quantities: ['PM25'], ...(spans[n] as (typeof spans)[number]), end },
      ...{ quality, version: 'CORRECTED', asOf: Date.now() },
    },
  });

  return {
    async export(format) {
      const hash = createHash('sha256');
      const [began, cpu] = [performance.now(), process.cpuUsage()];
      let rows = 0;
      const write = (n: number) => {
        const piece = pieceOf(format, n);
        return seriesFiles.write(piece).then((written) => {
          rows += written.rows;
          return piece.path;
        });
      };
      const bytesOf = async function* () {
        let next = write(0);
        for (const n of spans.keys()) {
          const path = await next;
          if (n + 1 < spans.length) next = write(n + 1);
          for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
            hash.update(chunk);
            yield chunk;
          }
          await rm(path);
        }
      };
      const key = `exports/${format}`;
      const { bytes } = await objectStore.put(key, Readable.from(bytesOf()));
      hash.digest('hex');
      const { user, system } = process.cpuUsage(cpu);
      await objectStore.delete(key);
      return { ms: performance.now() - began, cpuMs: (user + system) / 1_000, rows, bytes };
    },
    stop: () => lifecycle.stop('measured'),
  };
};
