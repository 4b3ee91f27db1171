import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ExportedFile, ExportJob } from '../../domain/export-job.ts';

const gone = (why: string): AirError =>
  new AirError('GONE', `${why}: its files are gone. Ask for the export again.`);

/**
 * The file of this name in the export's own list: what stands in an address reaches the store by no other way. Throws NOT_FOUND, or GONE where there were files.
 */
export const findFile = (job: ExportJob | null, name: string, now: EpochMs): ExportedFile => {
  if (job === null) throw new AirError('NOT_FOUND', 'There is no such export any more.');
  if (job.status === 'CANCELLED') throw gone('The export was cancelled');
  if (job.status === 'EXPIRED' || (job.expiresAt !== null && job.expiresAt <= now))
    throw gone('The export has expired');
  const file = job.status === 'READY' ? job.files.find((one) => one.name === name) : undefined;
  if (file === undefined) throw new AirError('NOT_FOUND', 'The export has no such file.');
  return file;
};

/** That the store lost what its list names is the same to whoever asks. */
export const asGone = (error: unknown): unknown =>
  error instanceof AirError && error.code === 'NOT_FOUND' ? gone('The export is kept no longer') : error;
