import { createRateLimiter, type RateLimits, type Taken } from '@aqmrg/platform/access/rate-limit.ts';
import { limitKeyOf } from '@aqmrg/platform/access/rate-limit-key.ts';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';

/** What is taken from an allowance: cost points, and the fields of a mutation on top. */
export interface Price {
  readonly points: number;
  readonly mutations: number;
}

/** No request is cheaper, so that garbage, and what is refused, is not free. */
export const entry: Price = { points: 10, mutations: 0 };

export interface RateOptions {
  /** Counts for all processes that share it. */
  readonly cache: Cache;
  readonly limits: RateLimits;
  readonly log: Log;
}

/** What each account, key or address of strangers may ask in a minute. */
export interface Toll {
  /** Rejects with RATE_LIMITED where there is not enough left. Nothing for our own services, which are not limited. */
  take(
    asker: { readonly caller: Caller; readonly from?: string | undefined },
    price: Price,
  ): Promise<Taken> | undefined;
  /** Of what was refused before anybody could say what it costs. */
  takeEntry(caller: Caller, from: string | undefined): Promise<void>;
  /** One more WebSocket of an address. */
  takeSocket(from: string): Promise<void>;
}

const windowMs = 60_000;

export const createToll = ({ cache, limits, log }: RateOptions): Toll => {
  const limiter = (name: string, points: number) => createRateLimiter(cache, { name, points, windowMs, log });
  const cost = limiter('cost', limits.costPerMinute);
  const strangersCost = limiter('cost of strangers', limits.strangersCostPerMinute);
  const mutations = limiter('mutations', limits.mutationsPerMinute);
  const sockets = limiter('sockets', limits.socketsPerMinute);

  const takeBoth = async (taking: Promise<Taken>, key: string, count: number): Promise<Taken> => {
    const taken = await taking;
    await mutations.take(key, count);
    return taken;
  };

  const take: Toll['take'] = ({ caller, from }, price) => {
    if (caller.kind === 'service') return undefined;
    const key = limitKeyOf(caller, from);
    const taking = (caller.kind === 'anonymous' ? strangersCost : cost).take(key, price.points);
    return price.mutations > 0 ? takeBoth(taking, key, price.mutations) : taking;
  };

  return {
    take,
    async takeEntry(caller, from) {
      await take({ caller, from }, entry);
    },
    async takeSocket(from) {
      await sockets.take(limitKeyOf(anonymous, from));
    },
  };
};
