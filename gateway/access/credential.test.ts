import { describe, expect, it } from 'vitest';
import { credentialIn } from './credential.ts';

describe('what a client shows when it opens a WebSocket', () => {
  it.each([
    [{ authorization: 'Bearer a' }, 'Bearer a'],
    [{ Authorization: 'Bearer a' }, 'Bearer a'],
    [{ authorization: '' }, ''],
    [{ authorization: 7 }, ''],
    [{ authorization: ['Bearer a'] }, ''],
    [{ authorization: { toString: 'Bearer a', valueOf: 'Bearer a' } }, ''],
    [{ Authorization: { role: 'ADMIN' } }, ''],
    [{ authorization: null }, undefined],
    [{ identity: 'forged' }, undefined],
    [{}, undefined],
    [undefined, undefined],
  ])('in %j is %j', (params, credential) => {
    expect(credentialIn(params)).toBe(credential);
  });
});
