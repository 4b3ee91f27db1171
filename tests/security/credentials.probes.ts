import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRow } from '../support/builders.ts';
import type { House } from '../support/placements.ts';
import { openWire } from '../support/wire.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string) => {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  return { head, claims, signature, header: read(head), said: read(claims) };
};

interface Ways {
  readonly http: number;
  readonly door: number;
  readonly roomsDoor: number | undefined;
  readonly socket: number;
}

/** How a credential is answered wherever it can be shown: HTTP statuses, and the code that a socket is closed with (0: let in). */
export const tryEverywhere = async (house: House, credential: string, isApart = true): Promise<Ways> => {
  const authorization = `Bearer ${credential}`;
  const post = async (url: string, body: unknown): Promise<number> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
    return response.status;
  };
  const knock = async (): Promise<number> => {
    const wire = await openWire(house.url, { init: false });
    wire.say({ type: 'connection_init', payload: { authorization } });
    const answer = wire
      .take(({ type }) => type === 'connection_ack')
      .then(
        () => 0,
        async () => (await wire.closed).code,
      );
    const code = await answer;
    wire.socket.terminate();
    return code;
  };
  const rows = [makeRow()];
  return {
    http: await post(`${house.url}/graphql`, { query: '{ networks { id } }' }),
    door: await post(`${house.url}/v1/readings`, rows),
    roomsDoor: isApart ? await post(`${house.roomUrl('readings')}/v1/readings`, rows) : undefined,
    socket: await knock(),
  };
};

export const refusedEverywhere: Ways = { http: 401, door: 401, roomsDoor: 401, socket: 4403 };

/** Probes 31 and 39 to 42: tokens that nobody of ours signed as they stand, at every way in. The house has to have its gateway apart. */
export const probeTokens = (house: () => House): void => {
  describe('a token that was tampered with', () => {
    let token: string;
    let parts: ReturnType<typeof partsOf>;
    let publicKey: { readonly kid: string; readonly x: string };
    beforeAll(async () => {
      token = (await house().member('tampered')).token;
      parts = partsOf(token);
      const { keys } = (await (await fetch(`${house().url}/.well-known/jwks.json`)).json()) as {
        keys: { kid: string; x: string }[];
      };
      publicKey = keys.find(({ kid }) => kid === parts.header.kid) as typeof publicKey;
    });

    it('is let in as long as it was not', async () => {
      const ways = await tryEverywhere(house(), token);
      expect([ways.http, ways.socket]).toEqual([200, 0]);
    });

    it.each(['none', 'None', 'HS256', 'HS512'])('probe 39: by the algorithm %s is refused', async (alg) => {
      const head = `${encode({ ...parts.header, alg })}.${encode({ ...parts.said, role: 'ADMIN' })}`;
      const spki = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
      const pem = Buffer.concat([spki.subarray(0, 12), Buffer.from(publicKey.x, 'base64url')]);
      for (const secret of [publicKey.x, Buffer.from(publicKey.x, 'base64url'), pem, '']) {
        const signature = createHmac(alg === 'HS512' ? 'sha512' : 'sha256', secret)
          .update(head)
          .digest('base64url');
        expect((await tryEverywhere(house(), `${head}.${signature}`)).http).toBe(401);
      }
      expect(await tryEverywhere(house(), `${head}.`)).toEqual(refusedEverywhere);
      expect(await tryEverywhere(house(), `${head}.${parts.signature}`)).toEqual(refusedEverywhere);
    });

    it('probe 40: with other claims under the old signature is refused', async () => {
      for (const claims of [
        { role: 'ADMIN' },
        { sub: 'first' },
        { exp: 9_999_999_999 },
        { org: 'another' },
      ]) {
        const altered = `${parts.head}.${encode({ ...parts.said, ...claims })}.${parts.signature}`;
        expect(await tryEverywhere(house(), altered)).toEqual(refusedEverywhere);
      }
    });

    describe('probe 41: by a key of its own', () => {
      const evil = generateKeyPairSync('ed25519');
      const jwk = evil.publicKey.export({ format: 'jwk' });
      let asked = 0;
      const keys = createServer((_request, response) => {
        asked += 1;
        response.end(JSON.stringify({ keys: [{ ...jwk, kid: 'evil', alg: 'EdDSA', use: 'sig' }] }));
      });
      beforeAll(() => new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve)));
      afterAll(() => void keys.close());

      it('that it names, brings along or tells the address of is refused, and nobody goes to look', async () => {
        const address = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks.json`;
        for (const rest of [
          { kid: 'evil' },
          { kid: address },
          { kid: '../../../../../../dev/null' },
          { kid: "' UNION SELECT 'x" },
          { kid: '__proto__' },
          { kid: parts.header.kid },
          { kid: parts.header.kid, jwk },
          { kid: 'evil', jku: address },
          { kid: parts.header.kid, jku: address },
          { kid: parts.header.kid, x5u: address },
        ]) {
          const head = `${encode({ alg: 'EdDSA', typ: 'at+jwt', ...rest })}.${parts.claims}`;
          const signature = signBytes(null, Buffer.from(head), evil.privateKey).toString('base64url');
          expect([rest, await tryEverywhere(house(), `${head}.${signature}`)]).toEqual([
            rest,
            refusedEverywhere,
          ]);
        }
        expect(asked).toBe(0);
      });
    });

    it('probe 31: of another kind is refused: a refresh token, a key with another secret, half of each', async () => {
      const { refreshToken } = await house().member('tampered');
      const [mine, others] = [await house().key(), await house().key()];
      for (const credential of [
        refreshToken,
        mine.key.slice(0, 17) + others.key.slice(17),
        mine.key.slice(0, -1),
        mine.id,
        house().environment.SETUP_TOKEN as string,
        house().environment.INTERNAL_SECRET as string,
      ])
        expect(await tryEverywhere(house(), credential)).toEqual(refusedEverywhere);
    });

    it('is answered with what to do, and not with why', async () => {
      const response = await fetch(`${house().url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}x` },
        body: JSON.stringify({ query: '{ networks { id } }' }),
      });
      expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(await response.text()).toContain('This token is not valid.');
    });
  });

  it('probe 42: a new signing key takes over, and tokens of the old one are good until they end', async () => {
    const before = await house().member('rotating');
    const rotated = await house().client.askAsAdmin('mutation { rotateSigningKey { __typename } }');
    expect(rotated.data).toEqual({ rotateSigningKey: { __typename: 'SigningKeyRotated' } });
    const after = await house().member('rotating');
    const kidOf = ({ token }: { readonly token: string }) => partsOf(token).header.kid;
    expect(kidOf(after)).not.toBe(kidOf(before));
    for (const { token } of [before, after]) {
      const { http, socket } = await tryEverywhere(house(), token);
      expect([http, socket]).toEqual([200, 0]);
    }
    // a token of yesterday's key that says today's name
    const old = partsOf(before.token);
    const renamed = `${encode({ ...old.header, kid: kidOf(after) })}.${old.claims}.${old.signature}`;
    expect(await tryEverywhere(house(), renamed)).toEqual(refusedEverywhere);
  });
};
