import { AirError, badInput } from '../../errors/air-error.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** After these DuckDB refuses all further work of the instance: it must be opened anew. */
export const isFatal = (error: unknown): boolean =>
  /^FATAL Error|database has been invalidated/.test(messageOf(error));

/** ENOSPC, EDQUOT and EFBIG, as the C library words them. */
const isFull = (error: unknown): boolean =>
  /No space left on device|Disk quota exceeded|File too large/.test(messageOf(error));

/** What the caller may know by a code; the rest stays as it is and is masked at the edge. */
export const explained = (error: unknown): unknown => {
  if (error instanceof AirError) return error;
  if (isFull(error))
    return new AirError('STORAGE_FULL', 'The disk that holds the series is full.', { cause: error });
  if (/Unknown TimeZone/i.test(messageOf(error))) return badInput('timeZone', 'Not an IANA time zone.');
  return error;
};

/** Why the file cannot be opened, in words that say what to do. */
export const cannotOpen = (path: string, error: unknown): unknown => {
  const message = messageOf(error);
  if (!message.includes('Could not set lock')) return explained(error);
  const pid = /PID \d+/.exec(message)?.[0] ?? 'unknown';
  return new Error(`${path} is open in another process (${pid}); stop that one first.`, { cause: error });
};
