import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeApiKey, readApiKey } from './api-key.ts';

describe('a key', () => {
  it('is read as it was made, and no two are the same', () => {
    const made = Array.from({ length: 1_000 }, makeApiKey);
    for (const { id, key, secretSha256 } of made) {
      expect(key).toMatch(/^aqk_[a-z2-7]{12}_[\w-]{43}$/);
      expect(readApiKey(key)).toEqual({ id, secretSha256 });
    }
    expect(new Set(made.map(({ id }) => id)).size).toBe(1_000);
    expect(new Set(made.map(({ secretSha256 }) => secretSha256)).size).toBe(1_000);
  });

  it('has ids of all letters, each about as often', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 2_000; i += 1)
      for (const letter of makeApiKey().id) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    // 750 are expected of each; 200 more or less are seven standard deviations
    for (const count of counts.values()) expect(Math.abs(count - 750)).toBeLessThan(200);
  });

  it.each([
    ['without its secret', (key: string) => key.slice(0, 16)],
    ['with half of its secret', (key: string) => key.slice(0, -20)],
    ['with a letter more', (key: string) => `${key}A`],
    ['with a line behind it', (key: string) => `${key}\n`],
    [
      'with an id of capitals',
      (key: string) => key.slice(0, 4) + key.slice(4, 16).toUpperCase() + key.slice(16),
    ],
    ['with a path for an id', (key: string) => `aqk_../../../etc_${key.slice(17)}`],
    ['with another prefix', (key: string) => key.replace('aqk_', 'aqr_')],
    ['in another spelling', (key: string) => `${key.slice(0, -1)}B`],
  ])('%s is none', (_what, altered) => {
    expect(readApiKey(altered(makeApiKey().key))).toBeUndefined();
  });

  it('is read in time that grows with nothing, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readApiKey(`aqk_${text}`)).toBeUndefined();
      }),
    );
    const began = performance.now();
    expect(readApiKey(`aqk_${'a'.repeat(5_000_000)}`)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(500);
  });
});
