import { isDeepStrictEqual } from 'node:util';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeOf } from './scope.ts';

const admin: Caller = {
  ...anonymous,
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
  organisationRole: fc.constantFrom('MEMBER', 'OWNER', null),
  scopes: fc.array(text, { maxLength: 3 }),
  networks: fc.option(fc.array(text, { maxLength: 2 })),
  session: fc.option(text),
});

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
    ['role in the organisation', { organisationRole: 'OWNER' }],
    ['networks', { networks: ['kampala'] }],
    ['networks, where none is not any', { networks: [] }],
    ['session', { session: 's1' }],
  ])('differs with the %s', (_, difference) => {
    expect(scopeOf({ ...admin, ...difference })).not.toBe(scopeOf(admin));
  });

  it('knows every field that a caller has', () => {
    for (const name of Object.keys(anonymous))
      expect(scopeOf({ ...anonymous, [name]: ['something else'] } as unknown as Caller), name).not.toBe(
        scopeOf(anonymous),
      );
  });

  it('is the same for two callers who are equal in everything', () => {
    expect(scopeOf({ ...admin, scopes: [...admin.scopes] })).toBe(scopeOf(admin));
  });

  it('is equal exactly where everything is, whatever ids and scopes are made of', () => {
    fc.assert(
      fc.property(caller, caller, (one, other) => {
        const same = isDeepStrictEqual(one, other);
        expect(scopeOf(one) === scopeOf(other)).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  it('cannot be written so that parts move from one place to the next', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const one = scopeOf({ ...admin, id: a + b, organisation: c });
        const other = scopeOf({ ...admin, id: a, organisation: b + c });
        expect(one === other).toBe(b === '');
      }),
      { numRuns: 1_000 },
    );
  });
});
