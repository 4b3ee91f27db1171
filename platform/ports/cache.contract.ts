import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cache } from './cache.ts';

const longMs = 60_000;
const shortMs = 60;
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What every cache promises. Times are real, since a server has its own clock. */
export const cacheContract = (name: string, open: () => Promise<Cache>): void => {
  describe(`cache: ${name}`, () => {
    let cache: Cache;
    let key: string;
    beforeAll(async () => {
      cache = await open();
    });
    afterAll(() => cache.close());

    const fresh = (): string => {
      key = `contract:${randomUUID()}`;
      return key;
    };

    it('knows nothing of a key that was never set', async () => {
      expect(await cache.get(fresh())).toBeUndefined();
    });

    it('returns any text, the empty one too, and the newest of two', async () => {
      await cache.set(fresh(), '', longMs);
      expect(await cache.get(key)).toBe('');
      await cache.set(key, 'µg/m³ 🌍 \u0000', longMs);
      expect(await cache.get(key)).toBe('µg/m³ 🌍 \u0000');
    });

    it('forgets what was deleted, and what was never there', async () => {
      await cache.set(fresh(), 'a', longMs);
      await cache.delete(key);
      await cache.delete(key);
      expect(await cache.get(key)).toBeUndefined();
    });

    it('forgets a value when its time has passed, counted from the last set', async () => {
      await cache.set(fresh(), 'a', shortMs);
      await cache.set(key, 'b', shortMs * 4);
      await pass(shortMs * 1.5);
      expect(await cache.get(key)).toBe('b');
      await pass(shortMs * 4);
      expect(await cache.get(key)).toBeUndefined();
    });

    it('counts from one, each call once, also at the same time', async () => {
      fresh();
      const counted = await Promise.all(Array.from({ length: 50 }, () => cache.count(key, longMs)));
      const counts = counted.map(({ count }) => count);
      expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    });

    it('begins a count anew when the window of its first one has passed', async () => {
      expect((await cache.count(fresh(), shortMs * 2)).count).toBe(1);
      await pass(shortMs);
      expect((await cache.count(key, shortMs * 2)).count).toBe(2);
      await pass(shortMs * 1.5);
      expect((await cache.count(key, shortMs * 2)).count).toBe(1);
    });

    it('counts as many points as it is told, and tells when the window ends', async () => {
      const first = await cache.count(fresh(), longMs, 30);
      expect(first.count).toBe(30);
      expect(first.resetsInMs).toBeGreaterThan(longMs - 5_000);
      expect(first.resetsInMs).toBeLessThanOrEqual(longMs);
      await pass(shortMs);
      const second = await cache.count(key, longMs, 12);
      expect(second.count).toBe(42);
      // the window is that of the first count: it does not begin anew
      expect(second.resetsInMs).toBeLessThan(first.resetsInMs);
    });

    it('leases to one holder of several at once', async () => {
      fresh();
      const holders = Array.from({ length: 20 }, (_, i) => cache.lease(key, `holder-${i}`, longMs));
      expect((await Promise.all(holders)).filter(Boolean)).toHaveLength(1);
    });

    it('lets the holder extend a lease by asking again, until it runs out', async () => {
      expect(await cache.lease(fresh(), 'one', shortMs)).toBe(true);
      expect(await cache.lease(key, 'one', shortMs * 4)).toBe(true);
      await pass(shortMs * 1.5);
      expect(await cache.lease(key, 'two', longMs)).toBe(false);
      await pass(shortMs * 4);
      expect(await cache.lease(key, 'two', longMs)).toBe(true);
      expect(await cache.lease(key, 'one', longMs)).toBe(false);
    });

    it('lets only the holder release a lease', async () => {
      await cache.lease(fresh(), 'one', longMs);
      await cache.release(key, 'two');
      expect(await cache.lease(key, 'two', longMs)).toBe(false);
      await cache.release(key, 'one');
      expect(await cache.lease(key, 'two', longMs)).toBe(true);
    });

    it('keeps a value, a count and a lease of one key apart', async () => {
      await cache.set(fresh(), 'value', longMs);
      expect((await cache.count(key, longMs)).count).toBe(1);
      expect(await cache.lease(key, 'one', longMs)).toBe(true);
      await cache.delete(key);
      expect((await cache.count(key, longMs)).count).toBe(2);
      expect(await cache.lease(key, 'two', longMs)).toBe(false);
      expect(await cache.get(key)).toBeUndefined();
    });
  });
};
