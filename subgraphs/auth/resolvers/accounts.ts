import { askerOf, payload } from './payload.ts';
import { signedIn } from './sessions.ts';
import type { MutationResolvers, QueryResolvers } from './types.generated.ts';

export const accountQueries: Pick<QueryResolvers, 'me'> = {
  me: (_root, _args, { caller, load }) => (caller.kind === 'user' ? load.account.load(caller.id) : null),
};

type Names =
  | 'setUp'
  | 'signUp'
  | 'changePassword'
  | 'createPasswordReset'
  | 'resetPassword'
  | 'rotateSigningKey';

export const accountMutations: Pick<MutationResolvers, Names> = {
  setUp: async (_root, { input }, { setUp, from }) => payload(await setUp(input, from), signedIn),

  signUp: async (_root, { input }, { signUp, from }) =>
    payload(await signUp(input, from), (status) => ({ __typename: 'SignUpReceived' as const, status })),

  changePassword: async (_root, { input }, context) =>
    payload(await context.passwords.change(input, askerOf(context)), (endedSessions) => ({
      __typename: 'PasswordChanged' as const,
      endedSessions,
    })),

  createPasswordReset: async (_root, { input }, context) =>
    payload(await context.passwords.createReset(input.userId, askerOf(context)), (created) => ({
      __typename: 'PasswordResetCreated' as const,
      ...created,
    })),

  resetPassword: async (_root, { input }, { passwords, from }) =>
    payload(await passwords.reset(input, from), (endedSessions) => ({
      __typename: 'PasswordChanged' as const,
      endedSessions,
    })),

  rotateSigningKey: async (_root, _args, { signingKeys, caller, from }) => ({
    __typename: 'SigningKeyRotated' as const,
    ...(await signingKeys.rotate({ actor: caller.id, address: from })),
  }),
};
