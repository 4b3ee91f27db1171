import { createRateLimiter, type RateLimits } from '@aqmrg/platform/access/rate-limit.ts';
import { limitKeyOf } from '@aqmrg/platform/access/rate-limit-key.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';

const windowMs = 60_000;

/** Who asks, and from where. */
export interface Asker {
  readonly caller: Caller;
  readonly from?: string | undefined;
}

/** Takes so many rows of what somebody may read in a minute. Rejects with RATE_LIMITED. Our own services pay nothing. */
export type RowToll = (asker: Asker, rows: number) => Promise<void>;

/**
 * An allowance of rows that are read at once, as large as that of rows that are reported; a stranger's address has the share of it that strangers have of the graph.
 */
export const createRowToll = ({
  cache,
  rateLimits: { rowsPerMinute, costPerMinute, strangersCostPerMinute },
  log,
}: {
  readonly cache: Cache;
  readonly rateLimits: Pick<RateLimits, 'rowsPerMinute' | 'costPerMinute' | 'strangersCostPerMinute'>;
  readonly log: Log;
}): RowToll => {
  const share = Math.min(1, strangersCostPerMinute / costPerMinute);
  const limiterOf = (name: string, points: number) => ({
    points,
    limiter: createRateLimiter(cache, { name, points, windowMs, log }),
  });
  const known = limiterOf('rows read at once', rowsPerMinute);
  const strangers = limiterOf(
    'rows that strangers read at once',
    Math.max(1, Math.round(rowsPerMinute * share)),
  );
  return async ({ caller, from }, rows) => {
    if (caller.kind === 'service') return;
    const { limiter, points } = caller.kind === 'anonymous' ? strangers : known;
    // no more than a minute has: the longest answer takes all of it
    await limiter.take(limitKeyOf(caller, from), Math.min(rows, points));
  };
};
