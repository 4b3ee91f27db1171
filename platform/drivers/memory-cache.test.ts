import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheContract } from '../ports/cache.contract.ts';
import { openMemoryCache } from './memory-cache.ts';

cacheContract('memory', async () => openMemoryCache());

describe('a full cache in memory', () => {
  it('forgets the value that was not used for longest', async () => {
    const cache = openMemoryCache({ maxEntries: 2 });
    await cache.set('a', '1', 1000);
    await cache.set('b', '2', 1000);
    await cache.get('a');
    await cache.set('c', '3', 1000);
    expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual(['1', undefined, '3']);
  });

  it('holds no more characters than it may, whatever is set and deleted', async () => {
    const call = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      text: fc.option(fc.string({ maxLength: 60 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 40 }), async (calls) => {
        const cache = openMemoryCache({ maxCharacters: 100 });
        for (const { key, text } of calls) {
          if (text === undefined) await cache.delete(key);
          else await cache.set(key, text, 1000);
          if (text !== undefined) expect(await cache.get(key)).toBe(text);
        }
        const left = await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => (await cache.get(key)) ?? ''));
        expect(left.join('').length).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('does not keep a value that is larger than all it may hold', async () => {
    const cache = openMemoryCache({ maxCharacters: 10 });
    await cache.set('a', '1', 1000);
    await cache.set('b', 'x'.repeat(11), 1000);
    expect(await cache.get('b')).toBeUndefined();
  });

  it('forgets the counter that was not counted for longest', async () => {
    const cache = openMemoryCache({ maxEntries: 2 });
    await cache.count('a', 1000);
    await cache.count('b', 1000);
    await cache.count('a', 1000);
    await cache.count('c', 1000);
    expect([(await cache.count('a', 1000)).count, (await cache.count('b', 1000)).count]).toEqual([3, 1]);
  });

  it('refuses a new lease rather than take one from its holder, until one runs out', async () => {
    let now = 0;
    const cache = openMemoryCache({ now: () => now, maxEntries: 1 });
    expect(await cache.lease('a', 'one', 1000)).toBe(true);
    expect(await cache.lease('b', 'one', 1000)).toBe(false);
    expect(await cache.lease('a', 'one', 1000)).toBe(true);
    now = 1000;
    expect(await cache.lease('b', 'one', 1000)).toBe(true);
  });
});
