import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ByteRange, ObjectStore } from './object-store.ts';

const bodyOf = (content: string | Buffer): Readable => Readable.from([Buffer.from(content)]);

const badKeys = [
  '',
  '/',
  '/etc/passwd',
  'a//b',
  'a/',
  '.',
  '..',
  '../a',
  'a/../b',
  'a/..',
  'a/./b',
  'a\0b',
  'a\\b',
  'a b',
  'ä',
  '%2e%2e',
  'C:',
  'x'.repeat(201),
  'ab/'.repeat(200).concat('c'),
];

/** What every object store promises. */
export const objectStoreContract = (name: string, open: () => Promise<ObjectStore>): void => {
  describe(`object store: ${name}`, () => {
    let store: ObjectStore;
    const own = randomUUID();
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    let lastKey = 0;
    const freshKey = (): string => `${own}/object-${++lastKey}`;
    const read = async (key: string, range?: ByteRange): Promise<string> => text(await store.get(key, range));

    it('returns what was put, and says what it is', async () => {
      const key = `${own}/exports/2026/air_quality-1=a.csv`;
      const before = Date.now();
      const put = await store.put(key, Readable.from(['a,', 'b\n', '1,2\n']));
      expect(put).toMatchObject({ key, bytes: 8 });
      expect(Math.abs(put.modifiedAt - before)).toBeLessThan(60_000);
      expect(await store.head(key)).toEqual(put);
      expect(await read(key)).toBe('a,b\n1,2\n');
    });

    it('returns any bytes unchanged, in any pieces', async () => {
      const pieces = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(pieces, async (parts) => {
          const key = freshKey();
          await store.put(
            key,
            Readable.from(parts.filter(({ length }) => length > 0).map((part) => Buffer.from(part))),
          );
          expect(Buffer.compare(await buffer(await store.get(key)), Buffer.concat(parts))).toBe(0);
        }),
        { numRuns: 15 },
      );
    });

    it('keeps an object of several megabytes, and one of nothing', async () => {
      const large = Buffer.alloc(5_000_000, 'air');
      const key = freshKey();
      await store.put(key, Readable.from([large.subarray(0, 1_234_567), large.subarray(1_234_567)]));
      expect(Buffer.compare(await buffer(await store.get(key)), large)).toBe(0);
      await store.put(key, Readable.from([]));
      expect(await store.head(key)).toMatchObject({ bytes: 0 });
      expect(await read(key)).toBe('');
    });

    it('replaces an object whole, and its etag with it', async () => {
      const key = freshKey();
      const first = await store.put(key, bodyOf('first'));
      const reading = await store.get(key);
      const second = await store.put(key, bodyOf('second, longer'));
      expect(second.etag).not.toBe(first.etag);
      expect(await read(key)).toBe('second, longer');
      expect(await text(reading)).toBe('first');
    });

    it('keeps one of two that are put at once', async () => {
      const key = freshKey();
      await Promise.all(['a', 'b', 'c'].map((content) => store.put(key, bodyOf(content.repeat(100_000)))));
      expect(await read(key)).toMatch(/^(a{100000}|b{100000}|c{100000})$/);
    });

    it('shows nothing of a body that failed, and leaves what was there', async () => {
      const failing = (): Readable =>
        Readable.from(
          (async function* () {
            yield Buffer.alloc(100_000);
            throw new Error('the sensor fell off the roof');
          })(),
        );
      const key = freshKey();
      await expect(store.put(key, failing())).rejects.toThrow('fell off the roof');
      expect(await store.head(key)).toBeUndefined();
      await store.put(key, bodyOf('whole'));
      await expect(store.put(key, failing())).rejects.toThrow('fell off the roof');
      expect(await read(key)).toBe('whole');
    });

    it('rejects with NOT_FOUND where there is nothing', async () => {
      expect(await store.head(freshKey())).toBeUndefined();
      await expect(store.get(freshKey())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('deletes, also what is not there', async () => {
      const key = freshKey();
      await store.put(key, bodyOf('gone soon'));
      await store.delete(key);
      await store.delete(key);
      expect(await store.head(key)).toBeUndefined();
    });

    it.each(badKeys)('refuses the key %j', async (key) => {
      const refused = { code: 'BAD_INPUT', field: 'key' };
      await expect(store.put(key, bodyOf('x'))).rejects.toMatchObject(refused);
      await expect(store.get(key)).rejects.toMatchObject(refused);
      await expect(store.head(key)).rejects.toMatchObject(refused);
      await expect(store.delete(key)).rejects.toMatchObject(refused);
    });

    describe('ranges', () => {
      const key = `${own}/ranges`;
      beforeAll(async () => {
        await store.put(key, bodyOf('0123456789'));
      });

      it.each([
        { range: { start: 0, end: 0 }, found: '0' },
        { range: { start: 2, end: 4 }, found: '234' },
        { range: { start: 9, end: 9 }, found: '9' },
        { range: { start: 8, end: 100 }, found: '89' },
      ])('gives the bytes $range.start to $range.end', async ({ range, found }) => {
        expect(await read(key, range)).toBe(found);
      });

      it.each([
        { start: 10, end: 12 },
        { start: -1, end: 2 },
        { start: 3, end: 2 },
        { start: 0.5, end: 2 },
        { start: Number.NaN, end: 2 },
      ])('refuses the bytes $start to $end', async (range) => {
        await expect(store.get(key, range)).rejects.toMatchObject({ code: 'BAD_INPUT', field: 'range' });
      });
    });

    describe('listing', () => {
      const keys = [
        'list-a',
        'list.b',
        'list/0',
        'list/a',
        'list/a-/x',
        'list/a.csv',
        'list/ab/1',
        'list0',
        'lisu',
      ].map((key) => `${own}/${key}`);
      beforeAll(async () => {
        for (const key of keys.toReversed()) await store.put(key, bodyOf(key));
      });
      const keysOf = async (prefix: string, limit: number, after?: string): Promise<readonly string[]> =>
        (await store.list(`${own}/${prefix}`, limit, after)).map(({ key }) => key);

      it('gives the objects under a prefix in key order, as head does', async () => {
        expect(await keysOf('lis', 100)).toEqual(keys);
        expect(await keysOf('list/', 100)).toEqual(keys.filter((key) => key.includes('list/')));
        expect(await keysOf('list/a', 100)).toEqual(keys.filter((key) => key.includes('list/a')));
        expect(await keysOf('none', 100)).toEqual([]);
        expect(await store.list(keys[0] as string, 1)).toEqual([await store.head(keys[0] as string)]);
      });

      it.each([1, 2, 3, 8, 9, 10])('gives everything once in pages of %i', async (limit) => {
        const found: string[] = [];
        for (;;) {
          const page = await keysOf('lis', limit, found.at(-1));
          expect(page.length).toBeLessThanOrEqual(limit);
          if (page.length === 0) break;
          found.push(...page);
        }
        expect(found).toEqual(keys);
      });
    });
  });
};
