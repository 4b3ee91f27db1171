import { randomUUID } from 'node:crypto';
import { clockToleranceMs, longestTokenMs, signAccessToken } from '@aqmrg/platform/access/access-token.ts';
import { makeSecret, readSecret } from '@aqmrg/platform/access/secret-text.ts';
import type { SessionRevoked } from '@aqmrg/schema/events/access.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Account } from '../domain/account.ts';
import { type Done, done, type Refused, refused } from '../domain/outcome.ts';
import { expiryOf, judgeRefresh, mostSessions, type Session, type SessionEnd } from '../domain/session.ts';
import type { Credentials } from '../store/accounts.ts';
import type { SessionStore } from '../store/sessions.ts';
import type { Facts } from './facts.ts';
import type { SigningKeyRing } from './signing-keys.ts';
import type { StoreEnds, ToldEnd } from './stored-ends.ts';

export interface SessionTokens {
  readonly sessionId: string;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: EpochMs;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: EpochMs;
  readonly account: Account;
}

export interface Sessions {
  /** Undefined where the account may not sign in any more, or not with this password. */
  begin(credentials: Credentials, from: string | undefined): Promise<SessionTokens | undefined>;
  /** Takes back what begin gave, before anybody was told of it. */
  discard(tokens: SessionTokens): Promise<void>;
  refresh(refreshToken: string, from: string | undefined): Promise<Done<SessionTokens> | Refused>;
  /** Resolves with how many went on until now. */
  end(accountId: string, sessionIds: readonly string[], why: SessionEnd): Promise<number>;
  /** All sessions of the account, but for one. */
  endAll(accountId: string, why: SessionEnd, except?: string | null): Promise<number>;
  /**
   * Access tokens that were issued until now are void, the sessions go on: for when role or organisation change. Before the change, so that
   * none outlives it, and after it, since one may have been issued in between.
   */
  outdateTokens(accountId: string): Promise<void>;
  /** Ends in the database what the log says has ended and the database did not take. */
  finish(): Promise<void>;
}

export interface SessionsGround {
  readonly store: SessionStore;
  readonly keys: Pick<SigningKeyRing, 'current'>;
  readonly facts: Facts;
  readonly storeEnds: StoreEnds;
  readonly now: () => EpochMs;
  readonly issuer: string;
  readonly accessTokenMs: number;
  /** A session that is not used for so long ends. */
  readonly sessionMs: number;
}

/** What a pair of tokens is made of. */
interface Issue {
  readonly account: Account;
  readonly session: Pick<Session, 'id' | 'expiresAt'>;
  readonly refreshToken: string;
  /** Before the account was read: what changed since voids the token. */
  readonly at: EpochMs;
  /** Taken before anything is stored: while there is none, no token is used up for nothing. */
  readonly signer: ReturnType<SigningKeyRing['current']>;
}

/** Until nothing that was issued by now can be valid, also where tokens were to live longer at the last start. */
const endOfTokens = (at: EpochMs): EpochMs => at + longestTokenMs + clockToleranceMs;

export const createSessions = (ground: SessionsGround): Sessions => {
  const { store, storeEnds, keys, facts, now, issuer, accessTokenMs, sessionMs } = ground;
  /** The log says that they ended, the database failed to. */
  const half = new Map<string, ToldEnd>();

  const tokensOf = async ({ account, session, refreshToken, at, signer }: Issue): Promise<SessionTokens> => {
    const { id: accountId, role, organisationId: organisation, organisationRole } = account;
    const lifetimeMs = Math.min(accessTokenMs, session.expiresAt - at);
    const { token, expiresAt } = await signAccessToken(
      { accountId, sessionId: session.id, role, organisation, organisationRole },
      { ...signer, issuer, now: () => at, lifetimeMs },
    );
    return {
      sessionId: session.id,
      accessToken: token,
      accessTokenExpiresAt: expiresAt,
      refreshToken,
      refreshTokenExpiresAt: session.expiresAt,
      account,
    };
  };

  const endTold = async (ends: readonly (ToldEnd & { readonly why: SessionEnd })[]): Promise<number> => {
    if (ends.length === 0) return 0;
    const at = now();
    const until = endOfTokens(at);
    await facts.say(
      ends.map(
        ({ sessionId, accountId, why }): SessionRevoked => ({
          kind: 'SessionRevoked',
          sessionId,
          accountId,
          revokedAt: at,
          until,
          why,
        }),
      ),
    );
    for (const one of ends) half.set(one.sessionId, one);
    const count = await storeEnds(ends);
    for (const { sessionId } of ends) half.delete(sessionId);
    return count;
  };

  const end = (accountId: string, ids: readonly string[], why: SessionEnd): Promise<number> =>
    endTold(ids.map((sessionId) => ({ sessionId, accountId, why })));

  const endOldest = async (accountId: string): Promise<void> =>
    void (await end(accountId, (await store.aliveIds(accountId, now())).slice(mostSessions), 'too-many'));

  const discard = ({ sessionId }: Pick<SessionTokens, 'sessionId'>): Promise<void> =>
    store.discard(sessionId);

  return {
    async begin({ account: { id: accountId }, passwordHash }, from) {
      const [at, signer] = [now(), keys.current()];
      const session: Session = {
        id: randomUUID(),
        accountId,
        startedAt: at,
        lastUsedAt: at,
        expiresAt: expiryOf(at, at, sessionMs),
        revokedAt: null,
        address: from ?? null,
      };
      const { text, sha256 } = makeSecret('aqr_');
      const account = await store.begin({ session, tokenHash: sha256, passwordHash });
      if (account === undefined) return undefined;
      try {
        await endOldest(accountId);
        return await tokensOf({ account, session, refreshToken: text, at, signer });
      } catch (error) {
        await discard({ sessionId: session.id });
        throw error;
      }
    },

    discard,

    async refresh(refreshToken, from) {
      const hash = readSecret('aqr_', refreshToken);
      if (hash === undefined) return refused('TOKEN_NOT_VALID');
      // whoever loses a race is judged anew: by then the token was used, or the session is over
      for (;;) {
        const at = now();
        const shown = await store.shown(hash);
        if (shown === undefined || half.has(shown.session.id)) return refused('TOKEN_NOT_VALID');
        const { session } = shown;
        const judged = judgeRefresh(shown, at);
        switch (judged) {
          case 'refused':
            return refused('TOKEN_NOT_VALID');
          case 'reused': {
            const { id: sessionId, accountId } = session;
            await endTold([{ sessionId, accountId, why: 'refresh-reused', from }]);
            return refused('TOKEN_NOT_VALID');
          }
          case 'rotate': {
            const [next, signer] = [makeSecret('aqr_'), keys.current()];
            const expiresAt = expiryOf(session.startedAt, at, sessionMs);
            const account = await store.rotate({
              hash,
              nextHash: next.sha256,
              at,
              expiresAt,
              address: from ?? null,
            });
            if (account === undefined) break;
            const kept = { id: session.id, expiresAt };
            return done(await tokensOf({ account, session: kept, refreshToken: next.text, at, signer }));
          }
          default:
            throw judged satisfies never;
        }
      }
    },

    end,

    async endAll(accountId, why, except = null) {
      const ids = await store.aliveIds(accountId, now());
      return end(
        accountId,
        ids.filter((id) => id !== except),
        why,
      );
    },

    async outdateTokens(accountId) {
      // by whichever clock it was issued: one may have been set back since, another process's may be ahead
      const at = Math.max(now(), await store.lastIssue(accountId));
      await facts.say([
        {
          kind: 'TokensOutdated',
          accountId,
          issuedBefore: at,
          until: endOfTokens(at),
        },
      ]);
    },

    async finish() {
      for (const [id, told] of half) {
        await storeEnds([told]);
        half.delete(id);
      }
    },
  };
};
