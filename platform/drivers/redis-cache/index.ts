import type { Log } from '../../log.ts';
import type { Cache } from '../../ports/cache.ts';
import { openConnection } from './connection.ts';

export interface RedisCacheOptions {
  /** `redis://[[user]:password@]host[:port][/database]`, or `rediss:` for TLS. It holds a secret: it is not logged, and no error carries it. */
  readonly url: string;
  /** PEM of the authorities that may vouch for a `rediss:` server. Default: those of Node. */
  readonly ca?: string;
  readonly log: Log;
  /** Before every key: rooms, installations and tests that share a server stay apart. Default `air:`. */
  readonly prefix?: string;
  /** For a connection with its sign-in. Default 2,000. */
  readonly connectTimeoutMs?: number;
  /** Until an answer is given up. Default 500. */
  readonly commandTimeoutMs?: number;
  /** Calls without an answer yet; more reject with OVERLOADED. Default 5,000. */
  readonly maxWaiting?: number;
  /** A value of more bytes is not kept. Default 256 Ki. */
  readonly maxValueBytes?: number;
  /** Of all processes together. Default 10,000. */
  readonly maxLeases?: number;
}

/** Redis takes whole milliseconds, and none or fewer would be an error. */
const whole = (ms: number): number => Math.max(1, Math.ceil(ms));

/**
 * The cache of all processes that share a Redis (proven against Debian's 7.0.15): values and counters are keys that expire, leases the fields of one hash that does not. So a server with `maxmemory`
 * and `maxmemory-policy volatile-lru` keeps what the port promises: what was not used for longest goes, and a lease is never taken from its holder.
 *
 * Opening does not wait for a server that is away. Calls reject with SUBGRAPH_UNAVAILABLE, at once, while it is known to be, and with DEADLINE_EXCEEDED after
 * `commandTimeoutMs`; it is well again by itself. What rejected so may have been done. STORAGE_FULL: the server's memory; SHUTTING_DOWN: after close. Opening itself
 * rejects with BAD_INPUT for another URL, with CONFLICT where the server refuses the credentials.
 */
export const openRedisCache = async (options: RedisCacheOptions): Promise<Cache> => {
  const { prefix = 'air:', maxValueBytes = 256 * 1024, maxLeases = 10_000 } = options;
  const { connectTimeoutMs = 2_000, commandTimeoutMs = 500, maxWaiting = 5_000 } = options;
  const { url, ca, log } = options;
  const { ask, close } = await openConnection({
    url,
    ca,
    log,
    connectTimeoutMs,
    commandTimeoutMs,
    maxWaiting,
  });

  const valueKey = (key: string): string => `${prefix}value:${key}`;
  const leases = `${prefix}leases`;
  const forget = async (key: string): Promise<void> => {
    await ask((client) => client.del(valueKey(key)));
  };

  return {
    get: async (key) => (await ask((client) => client.get(valueKey(key)))) ?? undefined,
    async set(key, value, ttlMs) {
      const isKept = ttlMs > 0 && Buffer.byteLength(value) <= maxValueBytes;
      const expiration = { type: 'PX', value: whole(ttlMs) } as const;
      // what stood there before is not the newest any more
      if (isKept) await ask((client) => client.set(valueKey(key), value, { expiration }));
      else await forget(key);
    },
    delete: forget,
    async count(key, windowMs, points = 1) {
      const [count, resetsInMs] = await ask((client) =>
        client.count(`${prefix}count:${key}`, whole(windowMs), points),
      );
      return { count, resetsInMs };
    },
    lease: (key, holder, ttlMs) =>
      ask((client) => client.lease(leases, key, holder, whole(ttlMs), maxLeases)),
    release: (key, holder) => ask((client) => client.release(leases, key, holder)),
    close,
  };
};
