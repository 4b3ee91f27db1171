import { HttpError, RequestTimedOutError } from '@influxdata/influxdb-client';
import { AirError } from '../../errors/air-error.ts';

export const away = (cause?: unknown): AirError =>
  new AirError('SUBGRAPH_UNAVAILABLE', 'The series store does not answer.', { cause });

/** InfluxDB was reached, but did not end in time; the request was given up. */
export const tooLate = (): AirError =>
  new AirError('DEADLINE_EXCEEDED', 'The series store did not answer in time.');

export const closed = (): AirError => new AirError('SHUTTING_DOWN', 'The series are closed.');

export const tooMuch = (): AirError =>
  new AirError('QUERY_TOO_COSTLY', 'This takes more readings than are read at once.');

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** No connection, or one that broke: what the client, Node and TLS call it. */
export const isBroken = (error: unknown): boolean =>
  error instanceof RequestTimedOutError ||
  /^(E[A-Z_]+|UND_ERR|ERR_STREAM|ERR_SSL|HPE_)/.test(codeOf(error)) ||
  /socket hang up|Response aborted|aborted/.test(messageOf(error));

const isFull = (error: unknown): boolean =>
  /no space left|quota exceeded|file too large/i.test(messageOf(error));

/** The same request may go well in a moment; written twice it leaves what it leaves once. */
export const isPassing = (error: unknown): boolean => {
  if (error instanceof AirError) return error.code === 'DEADLINE_EXCEEDED';
  if (isFull(error)) return false;
  if (error instanceof HttpError)
    return error.statusCode === 408 || error.statusCode === 429 || error.statusCode >= 500;
  return isBroken(error);
};

/** Of rows that are older than their bucket keeps, InfluxDB writes the others and says so with an error. */
export const isPastRetention = (error: unknown): boolean =>
  error instanceof HttpError && error.statusCode === 422 && /beyond retention policy/.test(messageOf(error));

/** How long InfluxDB itself asks to wait, ms. */
export const askedDelayMs = (error: unknown): number =>
  error instanceof HttpError ? error.retryAfter() * 1_000 : 0;

/** What the caller may know by a code; the rest stays as it is and is masked at the edge. */
export const explained = (error: unknown): unknown => {
  if (error instanceof AirError) return error;
  if (isFull(error))
    return new AirError('STORAGE_FULL', 'The disk that holds the series is full.', { cause: error });
  if (error instanceof HttpError && error.statusCode === 429) {
    return new AirError('OVERLOADED', 'The series store has too much to do.', {
      retryAfterSeconds: Math.max(1, error.retryAfter()),
      cause: error,
    });
  }
  return isPassing(error) ? away(error) : error;
};
