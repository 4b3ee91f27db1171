import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Identity } from '../access/identity.ts';
import { anonymous, type Caller } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';
import { mayReadMetrics } from './may-read-metrics.ts';

const token = 'kQ0mT4xR9bW2nL5cY8gH3fP6sAvD1zJ7';
const people: Readonly<Record<string, Caller>> = {
  'Bearer admin': { ...anonymous, kind: 'user', id: 'ana', role: 'ADMIN' },
  'Bearer member': { ...anonymous, kind: 'user', id: 'ben', role: 'AUTHENTICATED' },
  'Bearer key': { ...anonymous, kind: 'key', id: 'roof', role: 'AUTHENTICATED' },
};
const identity: Pick<Identity, 'authenticate'> = {
  authenticate(authorization) {
    if (authorization === undefined) return { caller: anonymous, expiresAt: null };
    const caller = people[authorization];
    if (!caller) throw new AirError('UNAUTHENTICATED', 'This token is not valid.');
    return { caller, expiresAt: null };
  },
};
const unheard: Pick<Identity, 'authenticate'> = {
  authenticate() {
    throw new AirError('AUTH_UNAVAILABLE', 'Sign-ins cannot be checked at the moment.');
  },
};

const outcome = async (
  headers: Record<string, string>,
  { from = '10.0.0.9', who = identity, isSet = true } = {},
): Promise<string> => {
  const request = { headers, socket: { remoteAddress: from } } as unknown as FastifyRequest;
  try {
    await mayReadMetrics(who, isSet ? token : undefined)(request);
    return 'read';
  } catch (error) {
    return (error as AirError).code;
  }
};
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });

describe('who reads the metrics', () => {
  it.each<[string, Promise<string>, string]>([
    ['this machine', outcome({}, { from: '127.0.0.1' }), 'read'],
    ['this machine, mapped', outcome({}, { from: '::ffff:127.0.0.1' }), 'read'],
    [
      'a proxy on this machine',
      outcome({ 'x-forwarded-for': '1.2.3.4' }, { from: '127.0.0.1' }),
      'UNAUTHENTICATED',
    ],
    ['another machine', outcome({}), 'UNAUTHENTICATED'],
    ['the token of the metrics', outcome(bearer(token)), 'read'],
    ['the token of the metrics, through a proxy', outcome({ ...bearer(token), via: '1.1 x' }), 'read'],
    ['the token of the metrics while auth is away', outcome(bearer(token), { who: unheard }), 'read'],
    ['a part of it', outcome(bearer(token.slice(0, -1))), 'UNAUTHENTICATED'],
    ['it, where none is set', outcome(bearer(token), { isSet: false }), 'UNAUTHENTICATED'],
    ['nothing, where none is set', outcome(bearer('undefined'), { isSet: false }), 'UNAUTHENTICATED'],
    ['an Admin', outcome(bearer('admin')), 'read'],
    ['a member', outcome(bearer('member')), 'FORBIDDEN'],
    ['a key', outcome(bearer('key')), 'FORBIDDEN'],
    ['a wrong token on this machine', outcome(bearer('wrong'), { from: '127.0.0.1' }), 'UNAUTHENTICATED'],
    ['an Admin while auth is away', outcome(bearer('admin'), { who: unheard }), 'AUTH_UNAVAILABLE'],
  ])('%s', async (_who, told, wanted) => {
    expect(await told).toBe(wanted);
  });
});
