import { anonymous, type Caller } from '../../caller.ts';
import { invalidToken } from '../access-token.ts';
import type { Grant, GrantEnd, Identity } from '../identity.ts';

const nobody: Grant = { caller: anonymous, expiresAt: null };
const forEver = (): void => undefined;

/** Where nobody has an account: who shows a credential is refused. */
export const strangersOnly: Identity = {
  authenticate(authorization) {
    if (authorization !== undefined) throw invalidToken();
    return nobody;
  },
  onEnd: () => forEver,
};

/** Where it does not matter who asks: a stranger is whoever comes, whatever they show. */
export const openToAll: Identity = { authenticate: () => nobody, onEnd: () => forEver };

/** Knows these headers and no others; a test ends what they grant. */
export const identityOf = (
  callers: Readonly<Record<string, Caller>>,
  expiresAt: number | null = null,
): Identity & {
  /** Tells whoever watches a grant of this caller that it is over; returns how many those were. */
  readonly end: (callerId: string, why: GrantEnd) => number;
  readonly watchers: () => number;
} => {
  const watched = new Set<{ readonly grant: Grant; readonly listener: (why: GrantEnd) => void }>();
  const grants = new Map(
    Object.entries(callers).map(([header, caller]) => [header, { caller, expiresAt } satisfies Grant]),
  );
  return {
    authenticate(authorization) {
      if (authorization === undefined) return nobody;
      const grant = grants.get(authorization);
      if (!grant) throw invalidToken();
      return grant;
    },
    onEnd(grant, listener) {
      const one = { grant, listener };
      watched.add(one);
      return () => void watched.delete(one);
    },
    end(callerId, why) {
      const over = [...watched].filter(({ grant }) => grant.caller.id === callerId);
      for (const one of over) {
        watched.delete(one);
        one.listener(why);
      }
      return over.length;
    },
    watchers: () => watched.size,
  };
};
