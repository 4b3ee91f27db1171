import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalDay } from '@aqmrg/platform/air-quality/local-days.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { FileSensor, SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import { type EpochMs, qualityFlags, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { archiveColumns } from '../../domain/archive/archive-columns.ts';
import type { ArchiveContent, ArchiveName, NoContent } from '../../domain/archive/archive-file.ts';
import { archiveKeyOf } from '../../domain/archive/archive-path.ts';
import { packDay } from './pack-day.ts';

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
  /** Of the file that stands, and its digest. */
  readonly revision: number;
  readonly standing: string | null;
}

/** No period is as long: whatever begins in the day belongs to it, whenever it ends. */
const aYearMs = 366 * 86_400_000;
/** Everything that is known, also where another machine's clock is ahead. */
const anHourMs = 3_600_000;

/**
 * Makes the file of a sensor's day anew, whole, and puts it beside the one that stands, which is given to everybody until the row tells of this one. The same readings give the same
 * bytes: gzip as Node writes it holds no time and no name. So whoever builds it again, after a kill at any moment, or at the same time as another, does no harm.
 */
export const createDayBuilder =
  ({ seriesFiles, objectStore, scratch, now }: Ground) =>
  async (
    { name, sensor, day, revision, standing }: DayToBuild,
    signal: AbortSignal,
  ): Promise<ArchiveContent | NoContent> => {
    const path = join(scratch, `${randomUUID()}.csv`);
    const packed = `${path}.gz`;
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
      // marked for what air of the other kind has replaced by now: nobody has a file to put right
      if (rows === 0 && standing === null) return { sha256: null };
      const sha256 = await packDay(path, packed, signal);
      const build = { ...name, revision: sha256 === standing ? revision : revision + 1, sha256 };
      const { bytes } = await objectStore.put(archiveKeyOf(build), createReadStream(packed));
      return { rows, bytes, sha256, builtAt: now() };
    } finally {
      await Promise.all([path, packed].map((file) => rm(file, { force: true })));
    }
  };
export type DayBuilder = ReturnType<typeof createDayBuilder>;
