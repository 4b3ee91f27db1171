import { createRateLimiter } from '@aqmrg/platform/access/rate-limit.ts';
import { limitKeyOf } from '@aqmrg/platform/access/rate-limit-key.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import { maxRows } from './row-limits.ts';

/** As long as a body may be once it is inflated. */
export const mostBodyBytes = 16 * 1024 * 1024;

/** More than a row takes that has every field, long texts and six channels, written with indents: 1.2 kB. */
export const bytesARow = mostBodyBytes / maxRows;

const windowMs = 60_000;

/** Pays for one body as more of it becomes known: what was paid of it counts. Rejects with RATE_LIMITED. */
type PayBody = (bytes: number) => Promise<void>;

/** Who pays for a body before it is read, inflated or parsed. Our own services pay nothing. */
export type BodyToll = (sender: { readonly caller: Caller; readonly from?: string | undefined }) => PayBody;

/**
 * An allowance beside that of rows and as large: of one for each call, and for longer bodies of one for each row that they could hold. Rows are counted once they
 * are parsed, and what holds none, too many or no JSON has cost its parsing by then. Whoever sends rows that they may send pays no more here than there,
 * and never comes to its end.
 */
export const createBodyToll = ({
  cache,
  rowsPerMinute,
  log,
}: {
  readonly cache: Cache;
  readonly rowsPerMinute: number;
  readonly log: Log;
}): BodyToll => {
  const limiter = createRateLimiter(cache, { name: 'bodies of rows', points: rowsPerMinute, windowMs, log });
  return ({ caller, from }) => {
    let paid = 0;
    return async (bytes) => {
      if (caller.kind === 'service') return;
      // no more than a minute has: how many rows it may hold is told by who counts them
      const price = Math.min(Math.max(1, Math.ceil(bytes / bytesARow)), rowsPerMinute);
      if (price <= paid) return;
      const due = price - paid;
      paid = price;
      await limiter.take(limitKeyOf(caller, from), due);
    };
  };
};
