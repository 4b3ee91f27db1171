import Fastify from 'fastify';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { act, ana } from '../testing/acts.ts';
import { openGround } from '../testing/open-ground.ts';
import { openRoom, settings } from '../testing/open-room.ts';

it('the door of public keys lets others verify our tokens, and holds nothing private', async () => {
  const ground = await openGround();
  const room = await openRoom(ground);
  const app = Fastify();
  room.room.routes?.(app, () => Promise.reject(new Error('nobody is asked')));
  const answer = await app.inject('/.well-known/jwks.json');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': expect.stringContaining('application/jwk-set+json'),
    'cache-control': 'public, max-age=300',
  });
  const { keys } = answer.json();
  expect(keys).toHaveLength(2);
  for (const key of keys) {
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
  }
  const { accessToken } = await act(room.asStranger, 'setUp', { ...ana, token: settings.setupToken });
  const { protectedHeader } = await jwtVerify(accessToken, createLocalJWKSet(answer.json()), {
    issuer: settings.issuer,
    audience: 'air-graph',
    typ: 'at+jwt',
    algorithms: ['EdDSA'],
    currentDate: new Date(room.clock.now),
  });
  expect(keys.map(({ kid }: { kid: string }) => kid)).toContain(protectedHeader.kid);
  await app.close();
  await room.stop();
  await ground.close();
});
