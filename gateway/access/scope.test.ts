import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '@aqmrg/platform/caller.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeOf } from './scope.ts';

const admin: Caller = {
  kind: 'user',
  id: 'u1',
  role: 'ADMIN',
  organisation: 'aqmrg',
  scopes: ['ingest', 'read'],
};

/** Text that tries to look like the boundary between two parts. */
const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('"', ',', '[', ']', '\\', '|', ':', '\0', ' ', 'a'), maxLength: 8 }),
  fc.constantFrom('null', 'undefined', '', '","', '"],["', 'a","b', '\\"', '\u2028', '\ud800'),
);

const caller: fc.Arbitrary<Caller> = fc.record({
  kind: fc.constantFrom('anonymous', 'user', 'key', 'service'),
  id: text,
  role: fc.constantFrom('PUBLIC', 'AUTHENTICATED', 'ADMIN'),
  organisation: fc.option(text),
  scopes: fc.array(text, { maxLength: 3 }),
});

const authorization = fc.option(text, { nil: undefined });

describe('the access scope of a request', () => {
  it.each<[string, Partial<Caller>]>([
    ['kind', { kind: 'key' }],
    ['id', { id: 'u2' }],
    ['role', { role: 'AUTHENTICATED' }],
    ['organisation', { organisation: 'other' }],
    ['organisation, where one has none', { organisation: null }],
    ['organisation, where one is called null', { organisation: 'null' }],
    ['scopes', { scopes: ['read'] }],
    ['scopes, where one is two joined', { scopes: ['ingest,read'] }],
    ['scopes, where one quotes', { scopes: ['ingest","read'] }],
    ['scopes, where there are none', { scopes: [] }],
  ])('differs with the %s', (_, difference) => {
    expect(scopeOf({ ...admin, ...difference }, 'Bearer a')).not.toBe(scopeOf(admin, 'Bearer a'));
  });

  it('differs with the credential, also for the same caller', () => {
    const scopes = [undefined, '', 'null', 'Bearer a', 'Bearer b'].map((given) => scopeOf(admin, given));
    expect(new Set(scopes).size).toBe(scopes.length);
    expect(scopeOf(admin, 'Bearer a')).toBe(scopes[3]);
  });

  it('is the same for two callers who are equal in everything', () => {
    expect(scopeOf({ ...admin, scopes: [...admin.scopes] }, 'Bearer a')).toBe(scopeOf(admin, 'Bearer a'));
  });

  it('is equal exactly where everything is, whatever ids and scopes are made of', () => {
    fc.assert(
      fc.property(caller, authorization, caller, authorization, (one, his, other, hers) => {
        const same = isDeepStrictEqual([one, his], [other, hers]);
        expect(scopeOf(one, his) === scopeOf(other, hers)).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  it('cannot be written so that parts move from one place to the next', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const one = scopeOf({ ...admin, id: a + b, organisation: c }, undefined);
        const other = scopeOf({ ...admin, id: a, organisation: b + c }, undefined);
        expect(one === other).toBe(b === '');
      }),
      { numRuns: 1_000 },
    );
  });
});
