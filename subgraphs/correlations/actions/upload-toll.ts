import { createRateLimiter } from '@aqmrg/platform/access/rate-limit.ts';
import { limitKeyOf } from '@aqmrg/platform/access/rate-limit-key.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { Asker } from './asker.ts';

/** What a mutation may carry at most: a body pays for as many mutations as it would have taken. */
const bytesAMutation = 250_000;

const windowMs = 60_000;

/** Pays for one body as more of it becomes known: what was paid of it counts. Rejects with RATE_LIMITED. */
export type PayUpload = (bytes: number) => Promise<void>;

/** Who pays for a body before it is read, inflated or parsed: reading megabytes of CSV holds up everybody else. */
export type UploadToll = (asker: Asker) => PayUpload;

export const createUploadToll = ({
  cache,
  mutationsPerMinute,
  log,
}: {
  readonly cache: Cache;
  readonly mutationsPerMinute: number;
  readonly log: Log;
}): UploadToll => {
  const limiter = createRateLimiter(cache, {
    name: 'uploads of health series',
    points: mutationsPerMinute,
    windowMs,
    log,
  });
  return ({ caller, from }) => {
    let paid = 0;
    return async (bytes) => {
      // no more than a minute has: the longest body takes all of it
      const price = Math.min(Math.max(1, Math.ceil(bytes / bytesAMutation)), mutationsPerMinute);
      if (price <= paid) return;
      const due = price - paid;
      paid = price;
      await limiter.take(limitKeyOf(caller, from), due);
    };
  };
};
