import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTokenVerifier } from '@aqmrg/platform/access/access-token.ts';
import { verifyJws } from '@aqmrg/platform/access/strict-jws.ts';
import { importJWK, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';

/**
 * Project Wycheproof's vectors of forged signatures (github.com/C2SP/wycheproof, Apache 2.0) are not kept here: with a copy of that repository,
 * WYCHEPROOF=/path/to/wycheproof/testvectors_v1 runs them.
 */
const folder = process.env.WYCHEPROOF;

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

/** As our own keys are: for signatures, and for one algorithm. */
const keyFor = async (jwk: JWK) => {
  const { use = 'sig', key_ops: operations = ['verify'], alg = '' } = jwk;
  if (use !== 'sig' || !operations.includes('verify')) return undefined;
  return importJWK(jwk, alg).catch(() => undefined);
};

describe.skipIf(folder === undefined)('forged signatures of others', () => {
  const { numberOfTests, testGroups } = folder
    ? (JSON.parse(readFileSync(join(folder, 'json_web_signature_test.json'), 'utf8')) as Vectors)
    : { numberOfTests: 0, testGroups: [] };

  /** Every vector through the checks that our tokens go through, by its own algorithm and key. */
  const judge = async () => {
    const judged: { name: string; comment: string; text: string; isValid: boolean; isAccepted: boolean }[] =
      [];
    for (const group of testGroups) {
      const jwk = group.public ?? group.private ?? {};
      const key = await keyFor(jwk);
      const keys = new Map(key && !(key instanceof Uint8Array) ? [[jwk.kid, key]] : []);
      const secret = key instanceof Uint8Array ? await hmacKey(key, jwk.alg) : undefined;
      for (const { tcId, comment, jws, result } of group.tests) {
        const text = typeof jws === 'string' ? jws : JSON.stringify(jws);
        const verified = await verifyJws(text, {
          algorithms: [jwk.alg ?? ''],
          keyOf: (kid) => keys.get(kid) ?? (kid === jwk.kid ? secret : undefined),
        }).catch(() => undefined);
        judged.push({
          name: `${tcId} ${group.comment}: ${comment}`,
          comment,
          text,
          isValid: result === 'valid',
          isAccepted: verified !== undefined,
        });
      }
    }
    return judged;
  };
  const hmacKey = (bytes: Uint8Array, alg = 'HS256') =>
    crypto.subtle.importKey('raw', bytes as never, { name: 'HMAC', hash: `SHA-${alg.slice(2)}` }, false, [
      'verify',
    ]);

  it('are all refused, and those that are none are let in unless they are spelled oddly', async () => {
    const judged = await judge();
    expect(judged).toHaveLength(numberOfTests);
    expect(judged.length).toBeGreaterThan(400);
    const good = new Set(judged.flatMap(({ text, isValid }) => (isValid ? [text] : [])));
    // two of the invalid ones, padded once, have lost their padding: letter by letter they are a valid one
    const forged = judged.filter(({ text, isValid }) => !isValid && !good.has(text));
    expect(forged.length).toBeGreaterThan(340);
    expect(forged.filter(({ isAccepted }) => isAccepted)).toEqual([]);
    const refused = judged.filter(({ isValid, isAccepted }) => isValid && !isAccepted);
    expect(new Set(refused.map(({ comment }) => comment))).toEqual(
      new Set([
        // a token that says nothing
        'emptyPayload',
        // signed by another algorithm than its key is for
        'Figure20',
        'Figure27',
        // a question mark, which is none of base64url
        'InvalidCharacterInsertedInHeader',
        'InvalidCharacterInsertedInPayload',
      ]),
    );
    expect(judged.filter(({ isValid, isAccepted }) => isValid && isAccepted)).toHaveLength(34);
  });

  it('are no access tokens, valid or not', async () => {
    const verifier = createTokenVerifier({ issuer: 'https://air.example', now: Date.now });
    for (const { tests } of testGroups)
      for (const { jws } of tests)
        await expect(verifier.verify(String(jws))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
