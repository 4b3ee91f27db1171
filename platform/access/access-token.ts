import { createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import type { SigningKeys } from '@aqmrg/schema/events/access.ts';
import { type CryptoKey, errors, SignJWT } from 'jose';
import { z } from 'zod';
import { organisationRoles } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';
import { boundedCache } from '../subgraph/bounded-cache.ts';
import { verifyJws } from './strict-jws.ts';

const audience = 'air-graph';
const typ = 'at+jwt';
const algorithm = 'EdDSA';

/** Whom a token speaks for. */
export interface TokenSubject {
  readonly accountId: string;
  readonly sessionId: string;
  readonly role: 'AUTHENTICATED' | 'ADMIN';
  readonly organisation: string | null;
  readonly organisationRole: (typeof organisationRoles)[number] | null;
}

/** What a verified token says. Times are epoch ms. */
export interface AccessClaims extends TokenSubject {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

interface Signing {
  /** The private half, Ed25519. */
  readonly key: KeyObject | CryptoKey;
  readonly kid: string;
  readonly issuer: string;
  readonly now: () => number;
  readonly lifetimeMs: number;
}

/** Times have milliseconds, which RFC 7519 allows: what was issued in the same second as a change of role is told from what came before. */
export const signAccessToken = async (
  { accountId, sessionId, role, organisation, organisationRole }: TokenSubject,
  { key, kid, issuer, now, lifetimeMs }: Signing,
): Promise<{ readonly token: string; readonly expiresAt: number }> => {
  const issuedAt = now();
  const expiresAt = issuedAt + lifetimeMs;
  const token = await new SignJWT({ sid: sessionId, role, org: organisation, orl: organisationRole })
    .setProtectedHeader({ alg: algorithm, typ, kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(accountId)
    .setIssuedAt(issuedAt / 1_000)
    .setExpirationTime(expiresAt / 1_000)
    .setJti(randomUUID())
    .sign(key);
  return { token, expiresAt };
};

const id = z.string().min(1).max(128);
const claimsOf = z.strictObject({
  iss: z.string(),
  aud: z.literal(audience),
  sub: id,
  sid: id,
  jti: id,
  role: z.enum(['AUTHENTICATED', 'ADMIN']),
  org: id.nullable(),
  orl: z.enum(organisationRoles).nullable(),
  iat: z.number(),
  exp: z.number(),
});
const requiredClaims = Object.keys(claimsOf.shape);

/** Clocks of two machines may differ by so much: a token from the future is refused beyond it. Expiry is not stretched. */
export const clockToleranceMs = 60_000;
/** No setting lets a token live longer, and what holds revocations keeps them for no longer. */
export const longestTokenMs = 3_600_000;
const keptTokens = 10_000;

export const invalidToken = (): AirError =>
  new AirError('UNAUTHENTICATED', 'This token is not valid.', { field: 'authorization' });
export const expiredToken = (): AirError =>
  new AirError('TOKEN_EXPIRED', 'This token has expired.', { field: 'authorization' });

interface VerifyingKey {
  readonly x: string;
  readonly key: KeyObject;
  readonly verifiesUntil: number | null;
}

export interface TokenVerifier {
  /** The keys there are from now on; tokens of others are void at once. Throws where one is no key, and leaves all as it was. */
  setKeys(keys: SigningKeys['keys']): void;
  /** What a token says that was verified before and is still good: the same object each time. Throws TOKEN_EXPIRED. */
  recall(token: string): AccessClaims | undefined;
  /** Rejects with UNAUTHENTICATED, or with TOKEN_EXPIRED where nothing but its time is wrong. */
  verify(token: string): Promise<AccessClaims>;
  /** Whether the key that signed it is still good, as far as this verifier verified it. */
  isKeyGood(claims: AccessClaims): boolean;
}

/** Judges access tokens by keys that it was given; it fetches nothing. What was verified once costs a look-up. */
export const createTokenVerifier = ({
  issuer,
  now,
}: {
  readonly issuer: string;
  readonly now: () => number;
}): TokenVerifier => {
  let keys: ReadonlyMap<string, VerifyingKey> = new Map();
  const verified = boundedCache<AccessClaims>(keptTokens);
  const signedBy = new WeakMap<AccessClaims, { readonly kid: string; readonly x: string }>();

  const goodKey = (kid: string): VerifyingKey | undefined => {
    const found = keys.get(kid);
    return found && (found.verifiesUntil === null || now() < found.verifiesUntil) ? found : undefined;
  };
  const isKeyGood = (claims: AccessClaims): boolean => {
    const signer = signedBy.get(claims);
    return signer !== undefined && goodKey(signer.kid)?.x === signer.x;
  };
  const inTime = (claims: AccessClaims): AccessClaims => {
    if (now() >= claims.expiresAt) throw expiredToken();
    return claims;
  };

  /** Undefined where it is none of ours. */
  const read = async (token: string): Promise<AccessClaims | undefined> => {
    let signer: VerifyingKey | undefined;
    const jws = await verifyJws(token, {
      algorithms: [algorithm],
      keyOf(kid) {
        signer = goodKey(kid);
        return signer?.key;
      },
      claims: { issuer, audience, typ, requiredClaims, currentDate: new Date(now()) },
    });
    const claims = claimsOf.safeParse(jws?.payload);
    if (!jws || !signer || !claims.success) return undefined;
    const { sub, sid, role, org, orl, iat, exp } = claims.data;
    const [issuedAt, expiresAt] = [Math.round(iat * 1_000), Math.round(exp * 1_000)];
    if (issuedAt > now() + clockToleranceMs || expiresAt - issuedAt > longestTokenMs) return undefined;
    const made: AccessClaims = Object.freeze({
      accountId: sub,
      sessionId: sid,
      role,
      organisation: org,
      organisationRole: orl,
      issuedAt,
      expiresAt,
    });
    signedBy.set(made, { kid: jws.kid, x: signer.x });
    // it may have been taken away meanwhile
    return isKeyGood(made) ? inTime(made) : undefined;
  };

  return {
    setKeys(given) {
      keys = new Map(
        given.map(({ kid, jwk, verifiesUntil }) => {
          const old = keys.get(kid);
          const key = old?.x === jwk.x ? old.key : createPublicKey({ key: jwk, format: 'jwk' });
          return [kid, { x: jwk.x, key, verifiesUntil }];
        }),
      );
    },
    recall(token) {
      const claims = verified.find(token);
      return claims && isKeyGood(claims) ? inTime(claims) : undefined;
    },
    async verify(token) {
      try {
        const claims = await read(token);
        if (claims) return verified.get(token, () => claims);
      } catch (error) {
        if (
          error instanceof errors.JWTExpired ||
          (error instanceof AirError && error.code === 'TOKEN_EXPIRED')
        )
          throw expiredToken();
        if (!(error instanceof errors.JOSEError)) throw error;
      }
      throw invalidToken();
    },
    isKeyGood,
  };
};
