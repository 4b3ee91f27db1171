import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import { cacheContract } from '../../ports/cache.contract.ts';
import type { Cache } from '../../ports/cache.ts';
import { openRedisCache } from './index.ts';

const url = process.env.REDIS_URL;
const longMs = 60_000;

describe.skipIf(url === undefined)(
  `on Redis${url === undefined ? ' (not run: REDIS_URL is not set)' : ''}`,
  () => {
    const open = (prefix = `test:${randomUUID()}:`): Promise<Cache> =>
      openRedisCache({ url: url as string, log: createLog('silent'), prefix });

    cacheContract('Redis', () => open());

    it('processes share values, counts and leases', async () => {
      const prefix = `test:${randomUUID()}:`;
      const [one, other] = [await open(prefix), await open(prefix)];
      await one.set('a', 'text', longMs);
      expect(await other.get('a')).toBe('text');
      const counted = await Promise.all(
        [one, other, one, other].map((cache) => cache.count('a', longMs, 10)),
      );
      expect(counted.map(({ count }) => count).toSorted()).toEqual([10, 20, 30, 40]);
      expect(await one.lease('a', 'one', longMs)).toBe(true);
      expect(await other.lease('a', 'other', longMs)).toBe(false);
      await other.release('a', 'other');
      expect(await other.lease('a', 'other', longMs)).toBe(false);
      await one.release('a', 'one');
      expect(await other.lease('a', 'other', longMs)).toBe(true);
      await Promise.all([one.close(), other.close()]);
    });

    it('those with another prefix share nothing', async () => {
      const [one, other] = [await open(), await open()];
      await one.set('a', 'text', longMs);
      await one.count('a', longMs);
      await one.lease('a', 'one', longMs);
      expect(await other.get('a')).toBeUndefined();
      expect((await other.count('a', longMs)).count).toBe(1);
      expect(await other.lease('a', 'other', longMs)).toBe(true);
      await Promise.all([one.close(), other.close()]);
    });

    it('a value that is too large is not kept, nor the one before it', async () => {
      const log = createLog('silent');
      const cache = await openRedisCache({
        url: url as string,
        log,
        prefix: `test:${randomUUID()}:`,
        maxValueBytes: 4,
      });
      await cache.set('a', 'µµ', longMs);
      expect(await cache.get('a')).toBe('µµ');
      await cache.set('a', 'µµ.', longMs);
      expect(await cache.get('a')).toBeUndefined();
      await cache.close();
    });

    it('of the leases there are only so many, and those that ran out make room', async () => {
      const log = createLog('silent');
      const cache = await openRedisCache({
        url: url as string,
        log,
        prefix: `test:${randomUUID()}:`,
        maxLeases: 2,
      });
      expect(await cache.lease('a', 'one', 100)).toBe(true);
      expect(await cache.lease('b', 'one', longMs)).toBe(true);
      expect(await cache.lease('c', 'one', longMs)).toBe(false);
      expect(await cache.lease('b', 'one', longMs)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(await cache.lease('c', 'one', longMs)).toBe(true);
      expect(await cache.lease('a', 'one', longMs)).toBe(false);
      await cache.close();
    });

    it('any names of leases and holders stay apart', async () => {
      const cache = await open();
      const names = ['a', 'a b', '1 a', '', '\u0000', 'ü\n%d'];
      for (const name of names) expect(await cache.lease(name, name, longMs)).toBe(true);
      for (const name of names) {
        for (const holder of names) expect(await cache.lease(name, holder, longMs)).toBe(name === holder);
      }
      for (const name of names) {
        for (const holder of names) await cache.release(name, holder === name ? 'x' : holder);
        expect(await cache.lease(name, 'x', longMs)).toBe(false);
      }
      await cache.close();
    });

    it('times of part of a millisecond and points given back are taken as they are', async () => {
      const cache = await open();
      await cache.set('a', 'text', 50_000.5);
      expect(await cache.get('a')).toBe('text');
      await cache.set('a', 'text', 0);
      expect(await cache.get('a')).toBeUndefined();
      expect((await cache.count('a', 50_000.5, 0)).count).toBe(0);
      expect((await cache.count('a', 50_000.5, 3)).count).toBe(3);
      expect((await cache.count('a', 50_000.5, -5)).count).toBe(-2);
      await cache.close();
    });

    it('what was asked before closing is answered, what comes after it is refused', async () => {
      const cache = await open();
      const asked = Array.from({ length: 100 }, () => cache.count('a', longMs));
      await Promise.all([cache.close(), cache.close()]);
      expect((await Promise.all(asked)).at(-1)?.count).toBe(100);
      await expect(cache.get('a')).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    });
  },
);
