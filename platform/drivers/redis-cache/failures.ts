import { ErrorReply } from 'redis';
import { AirError } from '../../errors/air-error.ts';

/** One word without an address or a secret in it, for the log: `ECONNREFUSED`, `WRONGPASS`. All that errors carry as their cause. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof ErrorReply) return error.message.split(' ', 1)[0] ?? 'ErrorReply';
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.constructor.name;
};

/** Stopped, starting, failing over: all the same to who asks. */
export const away = (error?: unknown): AirError =>
  new AirError('SUBGRAPH_UNAVAILABLE', 'The cache cannot be reached.', {
    cause: error === undefined ? undefined : new Error(reasonOf(error)),
  });

export const late = (): AirError => new AirError('DEADLINE_EXCEEDED', 'The cache took too long.');

export const overloaded = (): AirError =>
  new AirError('OVERLOADED', 'Too many calls wait for the cache.', { retryAfterSeconds: 1 });

export const closed = (): AirError => new AirError('SHUTTING_DOWN', 'The cache is closed.');

export const refused = (error: unknown): AirError =>
  new AirError('CONFLICT', 'The cache refuses the user, the password or the database of its URL.', {
    cause: new Error(reasonOf(error)),
  });

const says = (error: unknown, words: RegExp): boolean =>
  error instanceof ErrorReply && words.test(error.message);

/** A server that lives, but cannot serve: it loads its data, became a replica, runs somebody's endless script, or changed its passwords. */
const unable =
  /^(LOADING|MASTERDOWN|READONLY|CLUSTERDOWN|NOREPLICAS|MISCONF|BUSY|TRYAGAIN|NOAUTH|NOPERM|WRONGPASS)\b/;

/** The name leads elsewhere by now, or will soon: another connection may find who can serve. */
export const isMoved = (error: unknown): boolean => says(error, /^(READONLY|MASTERDOWN|NOAUTH)\b/);

/** What does not get better by waiting: wrong credentials, too few rights, a database that is not there. */
export const isRefusal = (error: unknown): boolean =>
  says(error, /^(NOAUTH|NOPERM|WRONGPASS|ERR(?! max number of clients))\b/);

export const asAirError = (error: unknown): unknown => {
  if (error instanceof AirError) return error;
  if (says(error, /^OOM\b/)) {
    return new AirError('STORAGE_FULL', 'The memory of the cache is full.', { cause: new Error('OOM') });
  }
  // any other reply is a mistake of ours
  return error instanceof ErrorReply && !says(error, unable) ? error : away(error);
};
