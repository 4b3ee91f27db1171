import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import fc from 'fast-check';
import { base64url, exportJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { createTokenVerifier } from './access-token.ts';
import { ada, goodClaims, issuer, makeSigner } from './testing/tokens.ts';

const start = Date.UTC(2026, 10, 23, 12);
const text = (value: unknown): string => base64url.encode(JSON.stringify(value));

const setUp = () => {
  let at = start;
  const signer = makeSigner();
  const verifier = createTokenVerifier({ issuer, now: () => at });
  verifier.setKeys([signer.said]);
  return {
    signer,
    verifier,
    pass(ms: number) {
      at += ms;
    },
  };
};

const codeOf = async (answer: Promise<unknown>): Promise<string> => {
  try {
    await answer;
    return 'accepted';
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return `${code}: ${message}`;
  }
};
const invalid = 'UNAUTHENTICATED: This token is not valid.';
const expired = 'TOKEN_EXPIRED: This token has expired.';

describe('an access token', () => {
  it('says whom it speaks for, until when', async () => {
    const { signer, verifier } = setUp();
    expect(await verifier.verify(await signer.token({}, start + 123, 600_000))).toEqual({
      ...ada,
      issuedAt: start + 123,
      expiresAt: start + 600_123,
    });
    const nobodys = { organisation: null, organisationRole: null, role: 'ADMIN' as const };
    expect(await verifier.verify(await signer.token(nobodys, start))).toMatchObject(nobodys);
  });

  it('that was verified is recalled as the same object, and only itself', async () => {
    const { signer, verifier } = setUp();
    const token = await signer.token({}, start);
    expect(verifier.recall(token)).toBeUndefined();
    const claims = await verifier.verify(token);
    expect(verifier.recall(token)).toBe(claims);
    expect(await verifier.verify(token)).toBe(claims);
    expect(verifier.recall(`${token}=`)).toBeUndefined();
    expect(Object.isFrozen(claims)).toBe(true);
  });

  it('ends at its time to the millisecond, also where it was verified before', async () => {
    const { signer, verifier, pass } = setUp();
    const [known, fresh] = [
      await signer.token({}, start, 60_500),
      await signer.token({ accountId: 'bo' }, start, 60_500),
    ];
    await verifier.verify(known);
    pass(60_499);
    expect(verifier.recall(known)).toBeDefined();
    pass(1);
    expect(() => verifier.recall(known)).toThrow('expired');
    expect(await codeOf(verifier.verify(known))).toBe(expired);
    expect(await codeOf(verifier.verify(fresh))).toBe(expired);
    pass(86_400_000);
    expect(await codeOf(verifier.verify(fresh))).toBe(expired);
  });

  it('may come from a clock that is a minute ahead, not more', async () => {
    const { signer, verifier } = setUp();
    expect(await codeOf(verifier.verify(await signer.token({}, start + 60_000)))).toBe('accepted');
    expect(await codeOf(verifier.verify(await signer.token({}, start + 60_001)))).toBe(invalid);
  });

  it('lives for an hour at most, whatever it says', async () => {
    const { signer, verifier } = setUp();
    expect(await codeOf(verifier.verify(await signer.token({}, start, 3_600_000)))).toBe('accepted');
    expect(await codeOf(verifier.verify(await signer.token({}, start, 3_600_001)))).toBe(invalid);
  });
});

describe('probe 42: keys that come and go', () => {
  it('verify for as long as auth says, also what was verified before', async () => {
    const { verifier, pass } = setUp();
    const [old, current] = [makeSigner('old', start + 60_000), makeSigner('current')];
    verifier.setKeys([old.said, current.said]);
    const [token, other] = [await old.token({}, start), await old.token({ accountId: 'bo' }, start)];
    await verifier.verify(token);
    pass(59_999);
    expect(verifier.recall(token)).toBeDefined();
    pass(1);
    expect(verifier.recall(token)).toBeUndefined();
    expect(await codeOf(verifier.verify(token))).toBe(invalid);
    expect(await codeOf(verifier.verify(other))).toBe(invalid);
    expect(await codeOf(verifier.verify(await current.token({}, start)))).toBe('accepted');
  });

  it('are void once they are not said any more, and a new one of the same name vouches for nothing old', async () => {
    const { signer, verifier } = setUp();
    const token = await signer.token({}, start);
    const claims = await verifier.verify(token);
    verifier.setKeys([signer.said]);
    expect(verifier.recall(token)).toBe(claims);
    verifier.setKeys([makeSigner(signer.kid).said]);
    expect(verifier.recall(token)).toBeUndefined();
    expect(verifier.isKeyGood(claims)).toBe(false);
    expect(await codeOf(verifier.verify(token))).toBe(invalid);
    verifier.setKeys([]);
    expect(await codeOf(verifier.verify(token))).toBe(invalid);
  });

  it('that were taken away while a token was being verified do not let it in', async () => {
    const { signer, verifier } = setUp();
    const answer = codeOf(verifier.verify(await signer.token({}, start)));
    verifier.setKeys([]);
    expect(await answer).toBe(invalid);
  });

  it('that are none leave all as it was', async () => {
    const { signer, verifier } = setUp();
    const broken = { ...signer.said, kid: 'broken', jwk: { ...signer.said.jwk, x: 'AAAA' } };
    expect(() => verifier.setKeys([makeSigner('other').said, broken])).toThrow();
    expect(await codeOf(verifier.verify(await signer.token({}, start)))).toBe('accepted');
  });
});

describe('probe 39: a token by another algorithm', () => {
  it.each(['none', 'None', 'nOnE', '', 'HS256', 'HS512', 'RS256', 'ES256', 'Ed25519', 'eddsa', 'EdDSA '])(
    '"%s" is refused, whatever signed it',
    async (alg) => {
      const { signer, verifier } = setUp();
      const head = `${text({ alg, typ: 'at+jwt', kid: signer.kid })}.${text(goodClaims(start))}`;
      const jwk = await exportJWK(signer.publicKey);
      const signatures = [
        sign(null, Buffer.from(head), signer.privateKey),
        ...[
          signer.publicKey.export({ type: 'spki', format: 'pem' }),
          signer.publicKey.export({ type: 'spki', format: 'der' }),
          Buffer.from(jwk.x as string, 'base64url'),
          jwk.x as string,
          '',
        ].map((secret) => createHmac('sha256', secret).update(head).digest()),
      ];
      for (const signature of signatures)
        expect(await codeOf(verifier.verify(`${head}.${signature.toString('base64url')}`))).toBe(invalid);
      expect(await codeOf(verifier.verify(`${head}.`))).toBe(invalid);
      expect(await codeOf(verifier.verify(head))).toBe(invalid);
    },
  );
});

describe('probe 40: a token that says too little or too much', () => {
  it.each(Object.keys(goodClaims(0)))('without %s is refused', async (claim) => {
    const { signer, verifier } = setUp();
    const { [claim]: _, ...claims } = goodClaims(start);
    expect(await codeOf(verifier.verify(await signer.odd(claims)))).toBe(invalid);
  });

  it.each<[string, object]>([
    ['another issuer', { iss: 'https://evil.example' }],
    ['our issuer in capitals', { iss: issuer.toUpperCase() }],
    ['several issuers', { iss: [issuer] }],
    ['another audience', { aud: 'another-graph' }],
    ['several audiences, one of them ours', { aud: ['air-graph', 'another'] }],
    ['nobody', { sub: '' }],
    ['a subject without end', { sub: 'x'.repeat(129) }],
    ['a session that is no text', { sid: 7 }],
    ['no session', { sid: null }],
    ['a role of no account', { role: 'PUBLIC' }],
    ['a role that we do not know', { role: 'ROOT' }],
    ['several roles', { role: ['ADMIN'] }],
    ['a role in the organisation that there is not', { orl: 'KING' }],
    ['an expiry that is text', { exp: '9999999999' }],
    ['an expiry without end', { exp: 1e300 }],
    ['an issue that is text', { iat: 'now' }],
    ['a claim of its own', { scope: 'everything' }],
    ['a prototype', JSON.parse('{"__proto__":{"role":"ADMIN"}}')],
    ['a time before which it is not good', { nbf: start / 1_000 - 60 }],
  ])('with %s is refused', async (_what, odd) => {
    const { signer, verifier } = setUp();
    const claims = Object.assign(Object.create(null), goodClaims(start));
    for (const [name, value] of Object.entries(odd))
      Object.defineProperty(claims, name, { value, enumerable: true, configurable: true });
    const payload = base64url.encode(JSON.stringify(claims));
    const head = `${text({ alg: 'EdDSA', typ: 'at+jwt', kid: signer.kid })}.${payload}`;
    const token = `${head}.${sign(null, Buffer.from(head), signer.privateKey).toString('base64url')}`;
    expect(await codeOf(verifier.verify(token))).toBe(invalid);
  });

  it.each(['JWT', 'at+JWS', 'jwt', undefined])('of the type %s is refused', async (typ) => {
    const { signer, verifier } = setUp();
    const head = `${text({ alg: 'EdDSA', typ, kid: signer.kid })}.${text(goodClaims(start))}`;
    const signature = sign(null, Buffer.from(head), signer.privateKey).toString('base64url');
    expect(await codeOf(verifier.verify(`${head}.${signature}`))).toBe(invalid);
  });

  it.each(['[]', '"text"', 'null', '7', '{', '', '{"iss":1}'])(
    'of the payload %s is refused',
    async (payload) => {
      const { signer, verifier } = setUp();
      const head = `${text({ alg: 'EdDSA', typ: 'at+jwt', kid: signer.kid })}.${base64url.encode(payload)}`;
      const signature = sign(null, Buffer.from(head), signer.privateKey).toString('base64url');
      expect(await codeOf(verifier.verify(`${head}.${signature}`))).toBe(invalid);
    },
  );
});

describe('probe 41: a token that names a key', () => {
  const evil = generateKeyPairSync('ed25519');
  const signedByEvil = (header: object): string => {
    const head = `${text({ alg: 'EdDSA', typ: 'at+jwt', ...header })}.${text(goodClaims(start))}`;
    return `${head}.${sign(null, Buffer.from(head), evil.privateKey).toString('base64url')}`;
  };

  it.each<[string, object]>([
    ['that is a path', { kid: '../../../../dev/null' }],
    ['that is SQL', { kid: "key-1' OR '1'='1" }],
    ['that every object has', { kid: '__proto__' }],
    ['that every object has, too', { kid: 'constructor' }],
    ['that is empty', { kid: '' }],
    ['that is no text', { kid: ['key-1'] }],
    ['that is an object', { kid: { toString: 'key-1' } }],
    ['that is none', {}],
    ['that is without end', { kid: 'x'.repeat(3_000) }],
    ['of its own', { kid: 'key-1', jwk: evil.publicKey.export({ format: 'jwk' }) }],
    ['at an address of its own', { kid: 'key-1', jku: 'https://evil.example/jwks.json' }],
    ['in a certificate of its own', { kid: 'key-1', x5c: ['AAAA'] }],
    ['at a certificate of its own', { kid: 'key-1', x5u: 'https://evil.example/cert' }],
  ])('%s is refused, and nothing is fetched', async (_what, header) => {
    const { verifier } = setUp();
    expect(await codeOf(verifier.verify(signedByEvil(header)))).toBe(invalid);
  });

  it.each<[string, object]>([
    ['jwk', { jwk: evil.publicKey.export({ format: 'jwk' }) }],
    ['jku', { jku: 'https://air.example/jwks.json' }],
    ['x5u', { x5u: 'https://air.example/cert' }],
    ['crit', { crit: ['exp'], exp: 1 }],
    ['b64', { b64: true, crit: ['b64'] }],
    ['zip', { zip: 'DEF' }],
    ['cty', { cty: 'JWT' }],
    ['one more', { role: 'ADMIN' }],
  ])('and carries %s is refused even where it is rightly signed', async (_what, header) => {
    const { signer, verifier } = setUp();
    const head = `${text({ alg: 'EdDSA', typ: 'at+jwt', kid: signer.kid, ...header })}.${text(goodClaims(start))}`;
    const signature = sign(null, Buffer.from(head), signer.privateKey).toString('base64url');
    expect(await codeOf(verifier.verify(`${head}.${signature}`))).toBe(invalid);
  });
});

describe('one text of a token', () => {
  it('is the only one: no other spelling of a good one is taken', async () => {
    const { signer, verifier } = setUp();
    const token = await signer.token({}, start);
    const [head = '', payload = '', signature = ''] = token.split('.');
    const last = signature.slice(-1);
    const sameBytes = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((character) => signature.slice(0, -1) + character)
      .filter((other) => Buffer.from(other, 'base64url').equals(Buffer.from(signature, 'base64url')))
      .filter((other) => other.slice(-1) !== last);
    expect(sameBytes).toHaveLength(15);
    const spellings = [
      ...sameBytes.map((other) => `${head}.${payload}.${other}`),
      `${head}.${payload}.${signature}=`,
      `${head}.${payload}.${signature}==`,
      `${head}.${payload}.${signature}\n`,
      ` ${token}`,
      `${head}.${payload}. ${signature}`,
      `${head}.${payload}.${signature}.`,
      `.${token}`,
      `${head}..${payload}.${signature}`,
      `${head}=.${payload}.${signature}`,
      `${head}.${payload}`,
      JSON.stringify({ protected: head, payload, signature }),
    ];
    for (const other of spellings) expect(await codeOf(verifier.verify(other))).toBe(invalid);
    expect(await codeOf(verifier.verify(token))).toBe('accepted');
  });

  it('is refused when a single character of it is another', async () => {
    const { signer, verifier } = setUp();
    const token = await signer.token({}, start);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }),
        async (place, other) => {
          fc.pre(token[place] !== other);
          const altered = token.slice(0, place) + other + token.slice(place + 1);
          expect(await codeOf(verifier.verify(altered))).toBe(invalid);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is not read past 4,096 characters, nor is anything made of what is no token', async () => {
    const { signer, verifier } = setUp();
    const long = await signer.odd({ ...goodClaims(start), org: 'x'.repeat(4_000) });
    const began = performance.now();
    for (const other of [long, '.'.repeat(5_000_000), 'x'.repeat(5_000_000), '', '.', '..', '...'])
      expect(await codeOf(verifier.verify(other))).toBe(invalid);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('of another key is refused, and one whose signature was swapped', async () => {
    const { signer, verifier } = setUp();
    const other = makeSigner(signer.kid);
    expect(await codeOf(verifier.verify(await other.token({}, start)))).toBe(invalid);
    const [mine, admins] = [await signer.token({}, start), await signer.token({ role: 'ADMIN' }, start)];
    const [head, payload] = admins.split('.');
    expect(await codeOf(verifier.verify(`${head}.${payload}.${mine.split('.')[2]}`))).toBe(invalid);
    const zeros = Buffer.alloc(64).toString('base64url');
    const noise = randomBytes(64).toString('base64url');
    for (const signature of [zeros, noise, '', 'AAAA'])
      expect(await codeOf(verifier.verify(`${head}.${payload}.${signature}`))).toBe(invalid);
  });
});
