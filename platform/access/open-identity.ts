import { timingSafeEqual } from 'node:crypto';
import { anonymous, type Caller } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';
import type { Log } from '../log.ts';
import { type AccessClaims, createTokenVerifier, expiredToken, invalidToken } from './access-token.ts';
import { looksLikeApiKey, readApiKey } from './api-key.ts';
import { followNews, type Listen } from './follow-news.ts';
import type { Grant, GrantEnd, Identity } from './identity.ts';
import { createAccessProjection } from './projection.ts';
import { createWatch } from './watch.ts';

export interface IdentityOptions {
  readonly listen: Listen;
  readonly issuer: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly log: Log;
  /** Ms that only grow, for what must not depend on a clock that is set. */
  readonly uptime?: () => number;
}

export interface OpenIdentity extends Identity {
  /** Rejects with AUTH_UNAVAILABLE while credentials cannot be judged. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Auth says something each second. After so much silence it may have revoked anything. */
const staleAfterMs = 5_000;
/** A connection that is silent for so long is given up while there is time for another. */
const silenceMs = 2_500;
/** How late an end is told that nobody says but the clock. */
const sweepEveryMs = 500;
const pruneEveryMs = 60_000;

const nobody: Grant = Object.freeze({ caller: anonymous, expiresAt: null });

const unavailable = (): AirError =>
  new AirError('AUTH_UNAVAILABLE', 'Sign-ins cannot be checked at the moment.', { retryAfterSeconds: 5 });

const callerOf = ({ accountId, sessionId, role, organisation, organisationRole }: AccessClaims): Caller => ({
  kind: 'user',
  id: accountId,
  role,
  organisation,
  organisationRole,
  scopes: ['ingest', 'read', 'export'],
  networks: null,
  session: sessionId,
});

/** Longer than any credential of ours; what is longer is not looked at. */
const bearer = /^Bearer +([\w.-]{1,4096})$/i;

/**
 * Judges credentials by what auth tells: keys by their hash, tokens by their signature, both by what was revoked. It hears by itself, and again
 * when the connection broke. What it does not know it does not let in; while it hears nothing it lets nobody in but strangers.
 */
export const openIdentity = ({ listen, issuer, now, log, uptime }: IdentityOptions): OpenIdentity => {
  const elapsed = uptime ?? (() => performance.now());
  const tokens = createTokenVerifier({ issuer, now });
  const projection = createAccessProjection({ setSigningKeys: tokens.setKeys });
  const grants = new WeakMap<AccessClaims, Grant>();
  const claimsOf = new WeakMap<Grant, AccessClaims>();
  const stopping = new AbortController();
  /** Of a connection whose snapshot is whole. */
  let heardAt = Number.NEGATIVE_INFINITY;
  let isWhole = false;

  const isFresh = (): boolean => elapsed() - heardAt < staleAfterMs;

  const endOfToken = (claims: AccessClaims | undefined, caller: Caller): GrantEnd | undefined => {
    if (caller.session === null || projection.isRevoked(caller.session)) return 'the session was revoked';
    const isVoid =
      claims === undefined ||
      !tokens.isKeyGood(claims) ||
      claims.issuedAt <= projection.outdatedBefore(claims.accountId);
    return isVoid ? 'the token expired' : undefined;
  };
  const endOf = (grant: Grant): GrantEnd | undefined => {
    const { caller, expiresAt } = grant;
    if (caller.kind === 'anonymous') return undefined;
    if (!isFresh()) return 'sign-ins cannot be checked';
    if (caller.kind === 'key') {
      // also where something else is said of it now
      if (projection.key(caller.id)?.grant !== grant) return 'the key was revoked';
    } else {
      const why = endOfToken(claimsOf.get(grant), caller);
      if (why) return why;
    }
    return expiresAt !== null && now() >= expiresAt ? 'the token expired' : undefined;
  };

  const watch = createWatch(endOf, (error) =>
    log.error({ err: error }, 'the end of a sign-in was told in vain'),
  );

  const grantOf = (claims: AccessClaims): Grant => {
    let grant = grants.get(claims);
    if (!grant) {
      grant = Object.freeze({ caller: Object.freeze(callerOf(claims)), expiresAt: claims.expiresAt });
      grants.set(claims, grant);
      claimsOf.set(grant, claims);
    }
    return grant;
  };

  /** A credential that is what it says it is: let in unless it is over. */
  const admit = (grant: Grant): Grant => {
    const why = endOf(grant);
    if (why === undefined) return grant;
    if (why === 'sign-ins cannot be checked') throw unavailable();
    throw why === 'the token expired' ? expiredToken() : invalidToken();
  };

  const judgeKey = (text: string): Grant => {
    const read = readApiKey(text);
    const known = read && projection.key(read.id);
    if (!known) throw invalidToken();
    const shown = Buffer.from(read.secretSha256, 'base64url');
    if (shown.length !== known.secretSha256.length || !timingSafeEqual(shown, known.secretSha256))
      throw invalidToken();
    return admit(known.grant);
  };
  const judgeToken = (text: string): Grant | Promise<Grant> => {
    const known = tokens.recall(text);
    return known ? admit(grantOf(known)) : tokens.verify(text).then((claims) => admit(grantOf(claims)));
  };

  const following = followNews(
    {
      listen,
      log,
      silenceMs,
      onBegin() {
        projection.restart();
        isWhole = false;
      },
      onNews(news) {
        if (projection.take(news)) {
          if (heardAt === Number.NEGATIVE_INFINITY) log.debug('credentials can be judged');
          isWhole = true;
        }
        if (isWhole) heardAt = elapsed();
        if (news.kind !== 'beat') watch.sweep();
        return isWhole;
      },
    },
    stopping.signal,
  );

  // after a pause of the whole process, what waits on the connection is read before anybody is sent away
  const sweeping = setInterval(() => setImmediate(watch.sweep), sweepEveryMs);
  const pruning = setInterval(() => projection.prune(now()), pruneEveryMs);
  sweeping.unref();
  pruning.unref();

  return {
    authenticate(authorization) {
      if (authorization === undefined) return nobody;
      if (!isFresh()) throw unavailable();
      const text = bearer.exec(authorization)?.[1];
      if (text === undefined) throw invalidToken();
      return looksLikeApiKey(text) ? judgeKey(text) : judgeToken(text);
    },
    onEnd: (grant, listener) =>
      grant.caller.kind === 'anonymous' ? () => undefined : watch.add(grant, listener),
    async ready() {
      if (!isFresh()) throw unavailable();
    },
    async close() {
      clearInterval(sweeping);
      clearInterval(pruning);
      stopping.abort(new Error('this process stops'));
      await following;
    },
  };
};
