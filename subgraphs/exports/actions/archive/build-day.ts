import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { LocalDay } from '@aqmrg/platform/air-quality/local-days.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { FileSensor, SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import { type EpochMs, qualityFlags, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { archiveColumns } from '../../domain/archive/archive-columns.ts';
import type { ArchiveContent, ArchiveName } from '../../domain/archive/archive-file.ts';
import { archiveKeyOf } from '../../domain/archive/archive-path.ts';

interface Ground {
  readonly seriesFiles: Pick<SeriesFiles, 'write'>;
  readonly objectStore: Pick<ObjectStore, 'put'>;
  /** A folder of this process alone, that is there. */
  readonly scratch: string;
  readonly now: () => EpochMs;
}

/** What a file is of. */
export interface DayToBuild {
  readonly name: ArchiveName;
  readonly sensor: FileSensor;
  readonly day: LocalDay;
}

/** No period is as long: whatever begins in the day belongs to it, whenever it ends. */
const aYearMs = 366 * 86_400_000;
/** Everything that is known, also where another machine's clock is ahead. */
const anHourMs = 3_600_000;

/** The bytes as they pass by. */
const createTap = () => {
  const hash = createHash('sha256');
  return {
    async *tap(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    sha256: (): string => hash.digest('hex'),
  };
};

/**
 * Makes the file of a sensor's day anew, whole, and puts it in the place of the one that was there. The same readings give the same bytes: gzip as Node writes it holds no time and no
 * name. So whoever builds it again, after a kill at any moment, or at the same time as another, does no harm.
 */
export const createDayBuilder =
  ({ seriesFiles, objectStore, scratch, now }: Ground) =>
  async ({ name, sensor, day }: DayToBuild, signal: AbortSignal): Promise<ArchiveContent> => {
    const path = join(scratch, `${randomUUID()}.csv`);
    const asOf = now() + anHourMs;
    try {
      const { rows } = await seriesFiles.write(
        {
          path,
          format: 'CSV',
          compression: 'NONE',
          isHeaded: true,
          columns: archiveColumns(name),
          rows: {
            kind: 'readings',
            sensors: [sensor],
            quantities,
            from: day.from,
            to: day.to,
            end: day.to + aYearMs,
            quality: qualityFlags,
            version: 'CORRECTED',
            air: name.isReplayed ? 'RECORDED' : 'REAL',
            asOf,
          },
        },
        signal,
      );
      const { tap, sha256 } = createTap();
      // what goes wrong on the way ends the body, and so the put
      const packed = pipeline(createReadStream(path), createGzip(), () => undefined);
      const { bytes } = await objectStore.put(archiveKeyOf(name), Readable.from(tap(packed)));
      return { rows, bytes, sha256: sha256(), builtAt: now() };
    } finally {
      await rm(path, { force: true });
    }
  };
export type DayBuilder = ReturnType<typeof createDayBuilder>;
