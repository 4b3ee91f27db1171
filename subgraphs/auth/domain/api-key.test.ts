import { describe, expect, it } from 'vitest';
import { checkKey, type KeyWish } from './api-key.ts';

const now = Date.UTC(2026, 10, 23, 6);
const wish: KeyWish = { name: 'Roof of the library', scopes: ['ingest'] };
const fieldOf = (changes: Partial<KeyWish>): string | undefined => {
  const checked = checkKey({ ...wish, ...changes }, now);
  return checked.ok ? undefined : checked.problem.field;
};

describe('what a key may be made of', () => {
  it('is a name, something to be used for, and nothing else unless it is said', () => {
    expect(checkKey(wish, now)).toEqual({
      ok: true,
      value: { name: 'Roof of the library', scopes: ['ingest'], networks: null, expiresAt: null },
    });
  });

  it('is kept in one order, each once', () => {
    const kept = checkKey(
      { ...wish, scopes: ['export', 'ingest', 'export'], networks: ['b', 'a', 'b'] },
      now,
    );
    expect(kept).toMatchObject({ value: { scopes: ['ingest', 'export'], networks: ['a', 'b'] } });
  });

  it.each<[string, Partial<KeyWish>]>([
    ['name', { name: ' ' }],
    ['name', { name: 'a\u202eb' }],
    ['scopes', { scopes: [] }],
    ['networks', { networks: [] }],
    ['networks', { networks: ['Accra'] }],
    ['networks', { networks: ['a\0'] }],
    ['networks', { networks: Array.from({ length: 101 }, (_, i) => `n-${i}`) }],
    ['expiresAt', { expiresAt: now }],
    ['expiresAt', { expiresAt: now - 1 }],
  ])('is refused where %s is wrong: %j', (field, changes) => {
    expect(fieldOf(changes)).toBe(field);
  });

  it('takes a hundred networks and a moment from now', () => {
    const networks = Array.from({ length: 100 }, (_, i) => `n-${i}`);
    expect(fieldOf({ networks, expiresAt: now + 1 })).toBeUndefined();
  });
});
