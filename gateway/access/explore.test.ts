import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { mayExplore, usesIntrospection } from './explore.ts';

const user: Caller = { ...anonymous, kind: 'user', id: 'u', role: 'AUTHENTICATED' };

describe('exploring', () => {
  it('is for everyone where it is open, and else for those who are signed in', () => {
    expect(mayExplore(anonymous, true)).toBe(true);
    expect(mayExplore(anonymous, false)).toBe(false);
    expect(mayExplore(user, false)).toBe(true);
    expect(mayExplore({ ...user, role: 'ADMIN' }, false)).toBe(true);
  });

  it.each([
    getIntrospectionQuery(),
    '{ __type(name: "Query") { name } }',
    '{ a: __schema { __typename } networks { id } }',
    'query A { networks { id } } query B { ... { ...F } } fragment F on Query { __schema { types { name } } }',
  ])('is seen in %s', (text) => {
    const document = parse(text);
    expect(usesIntrospection(document)).toBe(true);
    expect(usesIntrospection(document)).toBe(true);
  });

  it('is not the name of the type of what is asked', () => {
    expect(usesIntrospection(parse('{ __typename networks { __typename __schema: id } }'))).toBe(false);
  });
});
