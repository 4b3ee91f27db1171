import type { SessionTokens } from '../actions/sessions.ts';
import { maySeeSessions } from '../domain/ownership.ts';
import { askerOf, payload } from './payload.ts';
import type { MutationResolvers, SessionResolvers, UserResolvers } from './types.generated.ts';

export const signedIn = (tokens: SessionTokens) => ({
  __typename: 'SignedIn' as const,
  accessToken: tokens.accessToken,
  accessTokenExpiresAt: tokens.accessTokenExpiresAt,
  refreshToken: tokens.refreshToken,
  refreshTokenExpiresAt: tokens.refreshTokenExpiresAt,
  user: tokens.account,
});

const signedOut = (sessions: number) => ({ __typename: 'SignedOut' as const, sessions });

export const sessionMutations: Pick<
  MutationResolvers,
  'signIn' | 'refresh' | 'signOut' | 'signOutEverywhere'
> = {
  signIn: async (_root, { input }, { signIn, from }) => payload(await signIn(input, from), signedIn),

  refresh: async (_root, { input }, { sessions, lockOut, from }) => {
    const attempt = await lockOut.toRefresh(from);
    if (attempt.kind === 'locked-out') return payload(attempt, signedIn);
    const outcome = await sessions.refresh(input.refreshToken, from);
    if (outcome.kind !== 'done') await attempt.failed();
    return payload(outcome, signedIn);
  },

  signOut: async (_root, _args, context) => signedOut(await context.signOut.here(askerOf(context))),

  signOutEverywhere: async (_root, _args, context) =>
    signedOut(await context.signOut.everywhere(askerOf(context))),
};

/** Whoever signs in asks as a stranger: in that same answer their sessions stay empty. */
export const userSessions: Required<Pick<UserResolvers, 'sessions'>> = {
  sessions: async (user, _args, { caller, load }) =>
    maySeeSessions(caller, user) ? [...(await load.sessions.load(user.id))] : [],
};

export const sessionType: SessionResolvers = {
  isCurrent: ({ id }, _args, { caller }) => id === caller.session,
};
