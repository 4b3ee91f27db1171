import { describe, expect, it } from 'vitest';
import { createNewest } from './newest.ts';
import type { Entry } from './track.ts';

const entryOf = (number: number, key: string | undefined, bytes = 1): Entry => ({
  number,
  key,
  payload: Buffer.alloc(bytes),
  cursor: undefined,
  at: undefined,
});
const unbounded = { maxKeys: 100, maxBytes: () => 1_000_000 };

describe('the newest of each key', () => {
  it('comes in the order of the events, each key once', () => {
    const newest = createNewest(unbounded, 0);
    for (const [number, key] of ['a', 'b', 'a', undefined, 'c'].entries()) newest.take(entryOf(number, key));
    expect(newest.from(0).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(newest.from(3).map(({ number }) => number)).toEqual([3, 4]);
  });

  it.each([
    ['keys', { maxKeys: 3, maxBytes: () => 1_000_000 }],
    ['bytes', { maxKeys: 100, maxBytes: () => 30 }],
  ])('says from where on it is whole, where there is no room for all %s', (_name, limits) => {
    const newest = createNewest(limits, 5);
    expect(newest.covers(4)).toBe(false);
    expect(newest.covers(5)).toBe(true);
    for (let number = 5; number < 10; number += 1) newest.take(entryOf(number, `k${number}`, 10));
    expect(newest.from(0).map(({ number }) => number)).toEqual([7, 8, 9]);
    expect(newest.covers(6)).toBe(false);
    expect(newest.covers(7)).toBe(true);
  });
});
