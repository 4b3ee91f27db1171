import type { AccessFact } from '@aqmrg/schema/events/access.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccessProjection } from './projection.ts';
import { issueKey } from './testing/auth-news.ts';

const open = (rememberedKeys?: number) => {
  const signing: unknown[] = [];
  const projection = createAccessProjection({
    setSigningKeys: (keys) => void signing.push(keys),
    ...(rememberedKeys === undefined ? {} : { rememberedKeys }),
  });
  return { projection, signing };
};

const keys = ['a', 'b', 'c'].map((keyId) => issueKey({ keyId }).fact);
const sessions = ['s', 't'];
const truths: readonly AccessFact[] = [
  ...keys,
  ...keys.map(({ keyId }): AccessFact => ({ kind: 'KeyRevoked', keyId, revokedAt: 1 })),
  ...sessions.map(
    (sessionId): AccessFact => ({
      kind: 'SessionRevoked',
      sessionId,
      accountId: 'ada',
      revokedAt: 1,
      until: 1e15,
    }),
  ),
  { kind: 'TokensOutdated', accountId: 'ada', issuedBefore: 5, until: 1e15 },
  { kind: 'TokensOutdated', accountId: 'ada', issuedBefore: 9, until: 1e15 },
];
const some = fc.array(fc.constantFrom(...truths), { maxLength: 8 });

/** What a connection brings: a snapshot in pieces, whole or broken off, and facts; any of it again, and in any order. */
const connection = fc.record({
  snapshot: fc.array(some, { minLength: 1, maxLength: 3 }),
  isBrokenOff: fc.boolean(),
  facts: fc.array(some, { maxLength: 4 }),
});

describe('what auth said', () => {
  it('lets no revoked key and no revoked session in, in whatever order and however often it is said', () => {
    fc.assert(
      fc.property(fc.array(connection, { minLength: 1, maxLength: 5 }), (connections) => {
        const { projection } = open();
        const heard = new Set<AccessFact>();
        const check = (): void => {
          for (const fact of heard) {
            if (fact.kind === 'KeyRevoked') expect(projection.key(fact.keyId)).toBeUndefined();
            if (fact.kind === 'SessionRevoked') expect(projection.isRevoked(fact.sessionId)).toBe(true);
            if (fact.kind === 'TokensOutdated')
              expect(projection.outdatedBefore('ada')).toBeGreaterThanOrEqual(fact.issuedBefore);
          }
        };
        for (const { snapshot, isBrokenOff, facts } of connections) {
          projection.restart();
          const listed = new Set<string>();
          for (const [index, part] of snapshot.entries()) {
            for (const fact of part) {
              heard.add(fact);
              if (fact.kind === 'KeyIssued') listed.add(fact.keyId);
            }
            const isLast = index === snapshot.length - 1 && !isBrokenOff;
            expect(projection.take({ kind: 'snapshot', facts: part, isLast })).toBe(isLast);
            check();
          }
          if (isBrokenOff) continue;
          const isRevoked = (keyId: string) =>
            [...heard].some((fact) => fact.kind === 'KeyRevoked' && fact.keyId === keyId);
          // a whole snapshot is all there is: neither more nor less
          for (const { keyId } of keys)
            expect(projection.key(keyId) !== undefined).toBe(listed.has(keyId) && !isRevoked(keyId));
          for (const part of facts) {
            for (const fact of part) heard.add(fact);
            projection.take({ kind: 'facts', facts: part });
            check();
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is replaced by a new snapshot at once and whole: what that lacks is gone, what it was told before it is whole is not yet there', () => {
    const { projection } = open();
    const [old, lasting, fresh] = [issueKey().fact, issueKey().fact, issueKey().fact];
    projection.take({ kind: 'snapshot', facts: [old, lasting], isLast: true });
    const before = projection.key(lasting.keyId);
    projection.restart();
    projection.take({ kind: 'snapshot', facts: [fresh], isLast: false });
    expect(projection.key(old.keyId)).toBeDefined();
    expect(projection.key(fresh.keyId)).toBeUndefined();
    projection.take({ kind: 'snapshot', facts: [{ ...lasting }], isLast: true });
    expect(projection.key(old.keyId)).toBeUndefined();
    expect(projection.key(fresh.keyId)).toBeDefined();
    // the same is said of it, so that it is the same
    expect(projection.key(lasting.keyId)).toBe(before);
  });

  it('of half a snapshot does not get into the next one', () => {
    const { projection } = open();
    const lost = issueKey().fact;
    projection.take({ kind: 'snapshot', facts: [lost], isLast: false });
    projection.restart();
    projection.take({ kind: 'snapshot', facts: [], isLast: true });
    expect(projection.key(lost.keyId)).toBeUndefined();
  });

  it('of signing keys is the newest, and none where a snapshot names none', () => {
    const { projection, signing } = open();
    const key = (kid: string) => ({
      kid,
      jwk: { kty: 'OKP', crv: 'Ed25519', x: 'x' } as const,
      verifiesUntil: null,
    });
    const one = { kind: 'SigningKeys', keys: [key('1')] } as const;
    const two = { kind: 'SigningKeys', keys: [key('1'), key('2')] } as const;
    const mutable = (fact: typeof one | typeof two): AccessFact => ({ ...fact, keys: [...fact.keys] });
    projection.take({ kind: 'snapshot', facts: [mutable(one), mutable(two)], isLast: true });
    projection.take({ kind: 'facts', facts: [mutable(one)] });
    projection.restart();
    projection.take({ kind: 'snapshot', facts: [], isLast: true });
    expect(signing).toEqual([two.keys, one.keys, []]);
  });

  it('is forgotten when it would be over anyway, some minutes later', () => {
    const { projection } = open();
    projection.take({
      kind: 'facts',
      facts: [
        { kind: 'SessionRevoked', sessionId: 's', accountId: 'ada', revokedAt: 0, until: 1_000 },
        { kind: 'SessionRevoked', sessionId: 's', accountId: 'ada', revokedAt: 0, until: 500 },
        { kind: 'TokensOutdated', accountId: 'ada', issuedBefore: 7, until: 1_000 },
      ],
    });
    projection.prune(1_000);
    projection.prune(600_999);
    expect([projection.isRevoked('s'), projection.outdatedBefore('ada')]).toEqual([true, 7]);
    projection.prune(601_000);
    expect([projection.isRevoked('s'), projection.outdatedBefore('ada')]).toEqual([false, 0]);
  });

  it('of revoked keys is remembered up to a number, and more than that lets none in', () => {
    const { projection } = open(3);
    const many = Array.from({ length: 10 }, () => issueKey().fact);
    projection.take({ kind: 'snapshot', facts: many, isLast: true });
    const revoked = many.map(({ keyId }): AccessFact => ({ kind: 'KeyRevoked', keyId, revokedAt: 1 }));
    projection.take({ kind: 'facts', facts: revoked });
    expect(projection.size).toEqual({ keys: 0, revokedKeys: 3, sessions: 0 });
    projection.restart();
    projection.take({ kind: 'snapshot', facts: [...revoked, ...many], isLast: true });
    expect(projection.size.keys).toBe(0);
  });
});
