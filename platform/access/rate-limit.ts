import { createRequire } from 'node:module';
import type {
  RateLimiterAbstract,
  RateLimiterRes,
  RateLimiterStoreAbstract as StoreLimiter,
} from 'rate-limiter-flexible';
import { AirError } from '../errors/air-error.ts';
import type { Log } from '../log.ts';
import type { Cache, Counted } from '../ports/cache.ts';

// Its front door names every limiter but the one that stores of one's own are built on, and loads them all.
const require = createRequire(import.meta.url);
const StoreAbstract = require('rate-limiter-flexible/lib/RateLimiterStoreAbstract.js') as typeof StoreLimiter;
const Res = require('rate-limiter-flexible/lib/RateLimiterRes.js') as typeof RateLimiterRes;

/** What is left after points were taken. */
export interface Taken {
  readonly limit: number;
  readonly remaining: number;
  readonly resetsInMs: number;
}

/** Points by key and time window. */
export interface RateLimiter {
  /** Rejects with RATE_LIMITED, `retryAfterSeconds` and `exceeded` where more would be taken than there is. */
  take(key: string, points?: number): Promise<Taken>;
  /** What was taken for something that is not to count after all. */
  giveBack(key: string, points?: number): Promise<void>;
}

/** What each caller may take in a minute. */
export interface RateLimits {
  /** Cost points of queries and mutations, by @cost and @listSize, of somebody with an account or a key. */
  readonly costPerMinute: number;
  /** The same, of one address of strangers. */
  readonly strangersCostPerMinute: number;
  readonly mutationsPerMinute: number;
  /** Tries to sign in, set up, sign up or reset, of one address, and apart from them its refreshes that fail. */
  readonly signInsPerMinute: number;
  readonly rowsPerMinute: number;
  /** WebSockets that one address opens. */
  readonly socketsPerMinute: number;
}

export interface RateLimiterOptions {
  /** Keeps its counters apart from those of other limiters, and names it where it refuses. */
  readonly name: string;
  readonly points: number;
  readonly windowMs: number;
  readonly log?: Log;
}

type Count = (key: string, windowMs: number, points: number) => Promise<Counted>;

/** The library's rules over counters that grow and vanish. */
class CountingLimiter extends StoreAbstract {
  readonly #count: Count;

  constructor(
    count: Count,
    { name, points, windowMs }: RateLimiterOptions,
    insuranceLimiter?: RateLimiterAbstract,
  ) {
    const options = { keyPrefix: `rate:${name}`, points, duration: windowMs / 1_000, storeClient: undefined };
    super(insuranceLimiter ? { ...options, insuranceLimiter } : options);
    this.#count = count;
  }

  _upsert(key: string, points: number, windowMs: number): Promise<Counted> {
    return this.#count(key, windowMs, points);
  }

  _getRateLimiterRes(_key: string, changed: number, { count, resetsInMs }: Counted): RateLimiterRes {
    return new Res(Math.max(0, this.points - count), resetsInMs, count, count === changed);
  }
}

const maxLocalKeys = 100_000;

/** Counts in this process while the cache fails: one window for all keys; with too many of them it begins anew. */
const countHere = (): Count => {
  const counts = new Map<string, number>();
  let endsAt = 0;
  return async (key, windowMs, points) => {
    const now = performance.now();
    if (now >= endsAt || counts.size >= maxLocalKeys) {
      counts.clear();
      endsAt = now + windowMs;
    }
    const count = (counts.get(key) ?? 0) + points;
    counts.set(key, count);
    return { count, resetsInMs: endsAt - now };
  };
};

/** Counts in the cache, and says once when that begins to fail and once when it is well again. */
const countIn = (cache: Cache, { name, log }: RateLimiterOptions): Count => {
  let isFailing = false;
  return async (key, windowMs, points) => {
    try {
      const counted = await cache.count(key, windowMs, points);
      if (isFailing) log?.info({ limiter: name }, 'rates are limited through the cache again');
      isFailing = false;
      return counted;
    } catch (error) {
      if (!isFailing) log?.warn({ err: error, limiter: name }, 'rates are limited by this process alone');
      isFailing = true;
      throw error;
    }
  };
};

/**
 * Takes `points` in a window of `windowMs` from each key, counted in the cache for all processes that share it; while the cache fails, by each process
 * for itself. What was refused counts too: who goes on asking waits until the window has passed.
 */
export const createRateLimiter = (cache: Cache, options: RateLimiterOptions): RateLimiter => {
  const { name, points: limit, windowMs } = options;
  const limiter = new CountingLimiter(
    countIn(cache, options),
    options,
    new CountingLimiter(countHere(), options),
  );
  return {
    async take(key, points = 1) {
      try {
        const { remainingPoints, msBeforeNext } = await limiter.consume(key, points);
        return { limit, remaining: remainingPoints, resetsInMs: msBeforeNext };
      } catch (refused) {
        if (!(refused instanceof Res)) throw refused;
        const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
        throw new AirError(
          'RATE_LIMITED',
          `That is more than may be asked in ${windowMs / 1_000} s (${name}: ${limit}). Try again in ${retryAfterSeconds} s.`,
          { retryAfterSeconds, exceeded: { limit, measured: refused.consumedPoints } },
        );
      }
    },
    async giveBack(key, points = 1) {
      await limiter.reward(key, points);
    },
  };
};
