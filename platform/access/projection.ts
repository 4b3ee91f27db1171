import { isDeepStrictEqual } from 'node:util';
import type { AccessFact, AccessNews, KeyIssued, SigningKeys } from '@aqmrg/schema/events/access.ts';
import type { Grant } from './identity.ts';

export interface KnownKey {
  readonly fact: KeyIssued;
  readonly secretSha256: Buffer;
  /** One object for all who show this key, and the same for as long as the same is said of it. */
  readonly grant: Grant;
}

/** What auth said of credentials, as far as it matters to whoever judges them. */
export interface AccessProjection {
  /** Returns whether a whole snapshot is in with it. Throws where signing keys are none; no more is let in by that than before. */
  take(news: AccessNews): boolean;
  /** A new snapshot is to come: what came of another is forgotten. */
  restart(): void;
  key(id: string): KnownKey | undefined;
  isRevoked(sessionId: string): boolean;
  /** Tokens of this account that were issued before are void. */
  outdatedBefore(accountId: string): number;
  /** Forgets revocations of what would be over anyway. */
  prune(now: number): void;
  readonly size: { readonly keys: number; readonly revokedKeys: number; readonly sessions: number };
}

/** A clock that is set back shall not bring a revoked session back. */
const keptLongerMs = 600_000;

interface Settings {
  readonly setSigningKeys: (keys: SigningKeys['keys']) => void;
  /** How many revoked keys are remembered beside those of the last snapshot: facts are not out of order by more. */
  readonly rememberedKeys?: number;
}

const makeKey = (fact: KeyIssued): KnownKey => ({
  fact,
  secretSha256: Buffer.from(fact.secretSha256, 'base64url'),
  grant: Object.freeze({
    caller: Object.freeze({
      kind: 'key',
      id: fact.keyId,
      role: 'AUTHENTICATED',
      organisation: fact.organisation,
      organisationRole: null,
      scopes: fact.scopes,
      networks: fact.networks,
      session: null,
    }),
    expiresAt: fact.expiresAt,
  }),
});

/**
 * Keys are what the last snapshot and the facts since say; what was once heard to be revoked stays so, whatever is said later and in
 * whatever order: no key and no session is given out twice.
 */
export const createAccessProjection = ({
  setSigningKeys,
  rememberedKeys = 100_000,
}: Settings): AccessProjection => {
  let keys = new Map<string, KnownKey>();
  const revokedKeys = new Set<string>();
  const sessions = new Map<string, number>();
  const outdated = new Map<string, { readonly before: number; readonly until: number }>();
  let draft: AccessFact[] = [];

  const knownKey = (fact: KeyIssued): KnownKey => {
    const old = keys.get(fact.keyId);
    return old && isDeepStrictEqual(old.fact, fact) ? old : makeKey(fact);
  };
  const revokeKey = (id: string): void => {
    keys.delete(id);
    revokedKeys.delete(id);
    revokedKeys.add(id);
    if (revokedKeys.size > rememberedKeys) {
      const [oldest] = revokedKeys;
      revokedKeys.delete(oldest as string);
    }
  };

  /** Ends alone: what is said to begin comes after them. */
  const applyEnd = (fact: AccessFact): void => {
    if (fact.kind === 'KeyRevoked') revokeKey(fact.keyId);
    else if (fact.kind === 'SessionRevoked') {
      sessions.set(fact.sessionId, Math.max(fact.until, sessions.get(fact.sessionId) ?? 0));
    } else if (fact.kind === 'TokensOutdated') {
      const known = outdated.get(fact.accountId);
      outdated.set(fact.accountId, {
        before: Math.max(fact.issuedBefore, known?.before ?? 0),
        until: Math.max(fact.until, known?.until ?? 0),
      });
    }
  };
  const apply = (facts: readonly AccessFact[]): void => {
    for (const fact of facts) applyEnd(fact);
    for (const fact of facts) {
      if (fact.kind === 'SigningKeys') setSigningKeys(fact.keys);
      else if (fact.kind === 'KeyIssued' && !revokedKeys.has(fact.keyId))
        keys.set(fact.keyId, knownKey(fact));
    }
  };

  const replace = (facts: readonly AccessFact[]): void => {
    const ended = new Set(facts.flatMap((fact) => (fact.kind === 'KeyRevoked' ? [fact.keyId] : [])));
    const signing = facts.findLast((fact) => fact.kind === 'SigningKeys');
    setSigningKeys(signing?.keys ?? []);
    const next = new Map<string, KnownKey>();
    for (const fact of facts) {
      applyEnd(fact);
      if (fact.kind === 'KeyIssued' && !ended.has(fact.keyId) && !revokedKeys.has(fact.keyId))
        next.set(fact.keyId, knownKey(fact));
    }
    keys = next;
  };

  return {
    take(news) {
      if (news.kind === 'beat') return false;
      if (news.kind === 'facts') {
        apply(news.facts);
        return false;
      }
      for (const fact of news.facts) {
        draft.push(fact);
        // ends hold at once, also before the snapshot is whole
        applyEnd(fact);
      }
      if (!news.isLast) return false;
      const whole = draft;
      draft = [];
      replace(whole);
      return true;
    },
    restart() {
      draft = [];
    },
    key: (id) => keys.get(id),
    isRevoked: (sessionId) => sessions.has(sessionId),
    outdatedBefore: (accountId) => outdated.get(accountId)?.before ?? 0,
    prune(now) {
      const isOver = (until: number): boolean => until + keptLongerMs <= now;
      for (const [id, until] of sessions) if (isOver(until)) sessions.delete(id);
      for (const [id, { until }] of outdated) if (isOver(until)) outdated.delete(id);
    },
    get size() {
      return { keys: keys.size, revokedKeys: revokedKeys.size, sessions: sessions.size };
    },
  };
};
