import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SigningKeys } from '@aqmrg/schema/events/access.ts';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { signAccessToken, type TokenSubject } from '../access-token.ts';

export const issuer = 'https://air.example';

export const ada: TokenSubject = {
  accountId: 'ada',
  sessionId: 'session-1',
  role: 'AUTHENTICATED',
  organisation: 'city',
  organisationRole: 'OWNER',
};

/** A pair of keys that signs tokens, and how auth says its public half. */
export interface Signer {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly said: SigningKeys['keys'][number];
  /** A token as auth makes it. */
  token(subject?: Partial<TokenSubject>, at?: number, lifetimeMs?: number): Promise<string>;
  /** A token of whatever claims and header, rightly signed. */
  odd(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
}

export const makeSigner = (kid = 'key-1', verifiesUntil: number | null = null): Signer => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  return {
    kid,
    privateKey,
    publicKey,
    said: { kid, jwk: { kty: 'OKP', crv: 'Ed25519', x: x as string }, verifiesUntil },
    async token(subject = {}, at = Date.now(), lifetimeMs = 600_000) {
      const signing = { key: privateKey, kid, issuer, now: () => at, lifetimeMs };
      return (await signAccessToken({ ...ada, ...subject }, signing)).token;
    },
    odd: (claims, header = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, ...header })
        .sign(privateKey),
  };
};

/** The claims of a token that is good at `at`. */
export const goodClaims = (at: number): JWTPayload => ({
  iss: issuer,
  aud: 'air-graph',
  sub: 'ada',
  sid: 'session-1',
  jti: 'token-1',
  role: 'AUTHENTICATED',
  org: null,
  orl: null,
  iat: at / 1_000,
  exp: at / 1_000 + 600,
});
