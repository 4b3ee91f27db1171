import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createTokenVerifier, signAccessToken } from '@aqmrg/platform/access/access-token.ts';
import { verifyJws } from '@aqmrg/platform/access/strict-jws.ts';
import { importJWK, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';

/** Project Wycheproof's vectors of forged signatures: where they are from, and how they are to be used, stands beside them. */
const read = (file: string): string =>
  readFileSync(new URL(`vectors/wycheproof/${file}`, import.meta.url), 'utf8');
const text = read('json_web_signature_test.json');

interface Vectors {
  readonly numberOfTests: number;
  readonly testGroups: readonly {
    readonly comment: string;
    readonly public?: JWK;
    readonly private?: JWK;
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly jws: string | object;
      readonly result: 'valid' | 'invalid';
    }[];
  }[];
}

const { numberOfTests, testGroups } = JSON.parse(text) as Vectors;

const vectors = testGroups.flatMap(({ comment: group, tests, ...keys }) =>
  tests.map(({ tcId, comment, jws, result }) => ({
    name: `${tcId} ${group}: ${comment}`,
    comment,
    jwk: keys.public ?? keys.private ?? {},
    jws: typeof jws === 'string' ? jws : JSON.stringify(jws),
    isValid: result === 'valid',
  })),
);

const hmacKey = (bytes: Uint8Array, alg = 'HS256') =>
  crypto.subtle.importKey('raw', bytes as never, { name: 'HMAC', hash: `SHA-${alg.slice(2)}` }, false, [
    'verify',
  ]);

/** As our own keys are: for signatures, and for one algorithm. */
const keyFor = async (jwk: JWK) => {
  const { use = 'sig', key_ops: operations = ['verify'], alg = '' } = jwk;
  if (use !== 'sig' || !operations.includes('verify')) return undefined;
  const key = await importJWK(jwk, alg).catch(() => undefined);
  return key instanceof Uint8Array ? hmacKey(key, alg) : key;
};

/** How often each word is there. */
const countsOf = (words: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));

const algorithmOf = (jws: string): string =>
  JSON.parse(Buffer.from(jws.split('.')[0] as string, 'base64url').toString()).alg;

describe('forged signatures of others', () => {
  it('are those that their README tells of', () => {
    expect(vectors).toHaveLength(numberOfTests);
    expect(numberOfTests).toBe(401);
    expect(read('README.md')).toContain(createHash('sha256').update(text).digest('hex'));
    expect(countsOf(vectors.map(({ isValid }) => String(isValid)))).toEqual({ true: 46, false: 355 });
  });

  it('are all refused, and those that are none are let in unless they are spelled oddly', async () => {
    const judged = await Promise.all(
      vectors.map(async (vector) => {
        const { jwk, jws } = vector;
        const key = await keyFor(jwk);
        const verified = await verifyJws(jws, {
          algorithms: [jwk.alg ?? ''],
          keyOf: (kid) => (kid === jwk.kid ? key : undefined),
        }).catch(() => undefined);
        return { ...vector, isAccepted: verified !== undefined };
      }),
    );
    const asGiven = ({ jwk, jws }: (typeof judged)[number]): string => `${JSON.stringify(jwk)} ${jws}`;
    const good = new Set(judged.filter(({ isValid }) => isValid).map(asGiven));
    // two of the invalid ones, padded once, have lost their padding: letter by letter, and by their key, they are a valid one
    const forged = judged.filter((one) => !one.isValid && !good.has(asGiven(one)));
    expect(forged).toHaveLength(353);
    expect(forged.filter(({ isAccepted }) => isAccepted)).toEqual([]);
    const refused = judged.filter(({ isValid, isAccepted }) => isValid && !isAccepted);
    expect(countsOf(refused.map(({ comment }) => comment))).toEqual({
      // a token that says nothing
      emptyPayload: 6,
      // signed by another algorithm than its key is for
      Figure20: 2,
      Figure27: 2,
      // a question mark, which is none of base64url
      InvalidCharacterInsertedInHeader: 1,
      InvalidCharacterInsertedInPayload: 1,
    });
    const accepted = judged.filter(({ isValid, isAccepted }) => isValid && isAccepted);
    expect(countsOf(accepted.map(({ jws }) => algorithmOf(jws)))).toEqual({
      ...{ HS256: 8, ES256: 2, RS256: 7, RS384: 3, RS512: 3, PS256: 5, PS384: 3, PS512: 3 },
    });
  });

  it('are no access tokens, valid or not: those are of one algorithm, and by our own keys whatever name a text gives', async () => {
    const issuer = 'https://air.example';
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const kids = [...new Set(vectors.map(({ jwk }) => jwk.kid ?? ''))];
    const verifier = createTokenVerifier({ issuer, now: Date.now });
    verifier.setKeys(
      kids.map((kid) => ({ kid, jwk: { kty: 'OKP', crv: 'Ed25519', x }, verifiesUntil: null })),
    );
    // the valid ones of a known spelling are refused for this alone, and on purpose
    const valid = vectors.filter(({ isValid }) => isValid);
    expect(valid.filter(({ jws }) => algorithmOf(jws) === 'EdDSA')).toEqual([]);
    for (const { name, jws } of vectors)
      await expect(verifier.verify(jws), name).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    // the same verifier takes what was signed by the key of each of those names
    for (const kid of kids) {
      const { token } = await signAccessToken(
        { accountId: 'a', sessionId: 's', role: 'AUTHENTICATED', organisation: null, organisationRole: null },
        { key: privateKey, kid, issuer, now: Date.now, lifetimeMs: 60_000 },
      );
      expect(await verifier.verify(token)).toMatchObject({ accountId: 'a' });
    }
  });
});
