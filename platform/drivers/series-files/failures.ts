import { AirError } from '../../errors/air-error.ts';

/** ENOSPC, EDQUOT and EFBIG, as Node names them and as the C library words them. */
const full = /ENOSPC|EDQUOT|EFBIG|No space left on device|Disk quota exceeded|File too large/;

/** What the caller may know by a code; the rest stays as it is and is masked at the edge. */
export const explained = (error: unknown): unknown =>
  error instanceof Error && !(error instanceof AirError) && full.test(error.message)
    ? new AirError('STORAGE_FULL', 'The disk that files of readings are written to is full.', {
        cause: error,
      })
    : error;
