import type { Cache, Counted } from '../ports/cache.ts';

export interface MemoryCacheOptions {
  /** Epoch ms. Default: the system's clock. */
  readonly now?: () => number;
  /** Values, counters and leases, each kind for itself. Default 100,000. */
  readonly maxEntries?: number;
  /** Characters of keys and values in all. Default 64 Mi. */
  readonly maxCharacters?: number;
}

interface Expiring {
  readonly expiresAt: number;
}

interface Value extends Expiring {
  readonly text: string;
}

interface Counter extends Expiring {
  readonly count: number;
}

interface Lease extends Expiring {
  readonly holder: string;
}

/**
 * The cache of one process. When it is full: of the values and of the counters the one that was not used for longest goes; a lease is never taken from its holder, so
 * a new one is refused.
 */
export const openMemoryCache = (options: MemoryCacheOptions = {}): Cache => {
  const { now = Date.now, maxEntries = 100_000, maxCharacters = 64 * 1024 * 1024 } = options;
  // A Map lists its keys in the order of insertion: entries that are used go in anew, so the first one is the oldest.
  const values = new Map<string, Value>();
  const counters = new Map<string, Counter>();
  const leases = new Map<string, Lease>();
  let characters = 0;

  const alive = <E extends Expiring>(entry: E | undefined): entry is E =>
    entry !== undefined && entry.expiresAt > now();

  const sizeOf = (key: string, { text }: Value): number => key.length + text.length;

  const forget = (key: string): void => {
    const value = values.get(key);
    if (value === undefined) return;
    values.delete(key);
    characters -= sizeOf(key, value);
  };

  const remember = (key: string, value: Value): void => {
    forget(key);
    values.set(key, value);
    characters += sizeOf(key, value);
    for (const oldest of values.keys()) {
      if (values.size <= maxEntries && characters <= maxCharacters) return;
      forget(oldest);
    }
  };

  const count = (key: string, windowMs: number, points: number): Counted => {
    const found = counters.get(key);
    const at = now();
    const counter =
      found !== undefined && found.expiresAt > at
        ? { count: found.count + points, expiresAt: found.expiresAt }
        : { count: points, expiresAt: at + windowMs };
    counters.delete(key);
    counters.set(key, counter);
    if (counters.size > maxEntries) counters.delete(counters.keys().next().value as string);
    return { count: counter.count, resetsInMs: counter.expiresAt - at };
  };

  const dropExpiredLeases = (): void => {
    for (const [key, lease] of leases) if (!alive(lease)) leases.delete(key);
  };

  const takeLease = (key: string, holder: string, ttlMs: number): boolean => {
    const found = leases.get(key);
    if (alive(found) && found.holder !== holder) return false;
    if (found === undefined && leases.size >= maxEntries) dropExpiredLeases();
    if (!leases.has(key) && leases.size >= maxEntries) return false;
    leases.set(key, { holder, expiresAt: now() + ttlMs });
    return true;
  };

  return {
    get: async (key) => {
      const value = values.get(key);
      if (!alive(value)) {
        forget(key);
        return undefined;
      }
      values.delete(key);
      values.set(key, value);
      return value.text;
    },
    set: async (key, text, ttlMs) => remember(key, { text, expiresAt: now() + ttlMs }),
    delete: async (key) => forget(key),
    count: async (key, windowMs, points = 1) => count(key, windowMs, points),
    lease: async (key, holder, ttlMs) => takeLease(key, holder, ttlMs),
    release: async (key, holder) => {
      if (leases.get(key)?.holder === holder) leases.delete(key);
    },
    close: async () => {
      values.clear();
      counters.clear();
      leases.clear();
      characters = 0;
    },
  };
};
