import { createRateLimiter, type Taken } from '@aqmrg/platform/access/rate-limit.ts';
import { limitKeyOf } from '@aqmrg/platform/access/rate-limit-key.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';

/** Of one call. */
export const maxRows = 10_000;
const windowMs = 60_000;

export const tooManyRows = (received: number, limit = maxRows): AirError =>
  new AirError(
    'TOO_MANY_ROWS',
    `One call carries at most ${limit} rows, not ${received}: nothing was stored.`,
    { field: 'readings', exceeded: { limit, measured: received } },
  );

/**
 * Takes the rows of a call from what its caller may report in a minute. Rejects with TOO_MANY_ROWS where no minute would be enough for them, else
 * with RATE_LIMITED. Nothing for our own services, which are not limited.
 */
export type TakeRows = (
  reporter: { readonly caller: Caller; readonly from: string | undefined },
  rows: number,
) => Promise<Taken | undefined>;

export const createRowLimits = ({
  cache,
  rowsPerMinute,
  log,
}: {
  /** Counts for all processes that share it. */
  readonly cache: Cache;
  readonly rowsPerMinute: number;
  readonly log: Log;
}): TakeRows => {
  const limiter = createRateLimiter(cache, { name: 'rows', points: rowsPerMinute, windowMs, log });
  return async ({ caller, from }, rows) => {
    if (rows > maxRows) throw tooManyRows(rows);
    if (caller.kind === 'service' || rows === 0) return undefined;
    // whoever waited for another minute would wait for ever
    if (rows > rowsPerMinute) throw tooManyRows(rows, rowsPerMinute);
    return limiter.take(limitKeyOf(caller, from), rows);
  };
};
