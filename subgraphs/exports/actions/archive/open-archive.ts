import { mkdir } from 'node:fs/promises';
import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ArchiveDays } from '../../store/archive-days.ts';
import { createDayBuilder } from './build-day.ts';
import { createArchiveKeeper } from './keep-archive.ts';

interface Ground {
  readonly days: ArchiveDays;
  readonly directory: Pick<Directory, 'find'>;
  readonly seriesFiles: Pick<SeriesFiles, 'write'>;
  readonly objectStore: Pick<ObjectStore, 'put'>;
  /** Where days lie while they are made. */
  readonly scratch: string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Builds the archive for as long as this process leads. */
export const createArchiveWork =
  ({ seriesFiles, objectStore, scratch, ...more }: Ground) =>
  async (signal: AbortSignal): Promise<void> => {
    await mkdir(scratch, { recursive: true });
    const build = createDayBuilder({ seriesFiles, objectStore, scratch, now: more.now });
    await createArchiveKeeper({ ...more, build }).work(signal);
  };
