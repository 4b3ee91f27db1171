import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ArchiveBuild, ArchiveFile } from './archive-file.ts';
import { isSameBuild } from './archive-path.ts';

/** So long the former build of a file stays, for downloads that began before. */
const formerForMs = hourMs;
/** So long a build waits for the row that is to tell of it: rounds take minutes, and what is due still is built and put again. */
const untoldForMs = 24 * hourMs;

/**
 * Whether nobody will be given a build any more, by the row of its file. Revisions only rise, so what a row has gone beyond it never comes back to. Between two patches lie ten minutes:
 * what comes before the former one needs no time of its own.
 */
export const isSuperseded = (
  build: ArchiveBuild,
  { modifiedAt, file }: { readonly modifiedAt: EpochMs; readonly file: ArchiveFile | undefined },
  now: EpochMs,
): boolean => {
  if (file === undefined || build.revision > file.revision) return modifiedAt + untoldForMs <= now;
  if (isSameBuild(build, file)) return false;
  return build.revision < file.revision - 1 || file.builtAt + formerForMs <= now;
};
