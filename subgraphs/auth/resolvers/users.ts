import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { Account } from '../domain/account.ts';
import { readPage } from './connections.ts';
import { payload } from './payload.ts';
import type { MutationResolvers, QueryResolvers, UserResolvers } from './types.generated.ts';

/** Their keys are asked for where they are wanted. */
export interface UserChanged {
  readonly __typename: 'UserChanged';
  readonly user: Account;
}

const userChanged = (user: Account): UserChanged => ({ __typename: 'UserChanged', user });

export const userQueries: Pick<QueryResolvers, 'users'> = {
  async users(_root, { filter, ...place }, { users, cursors }) {
    const wanted = filter ?? {};
    const page = await readPage(place, cursors.users.read, (first, after) =>
      users.page(wanted, first, after),
    );
    return { ...page, total: () => users.count(wanted) };
  },
};

type Names = 'approveUser' | 'suspendUser' | 'setRole' | 'setMembership' | 'changeMember';

export const userMutations: Pick<MutationResolvers, Names> = {
  approveUser: async (_root, { input }, context) =>
    payload(await context.rights.users.approve(input.userId, context), userChanged),

  suspendUser: async (_root, { input }, context) =>
    payload(await context.rights.users.suspend(input.userId, context), userChanged),

  setRole: async (_root, { input }, context) =>
    payload(await context.rights.users.setRole(input.userId, input.role, context), userChanged),

  setMembership: async (_root, { input }, context) =>
    payload(await context.rights.memberships.set(input, context), userChanged),

  async changeMember(_root, { input: { userId, role } }, context) {
    // what is left out by mistake must not throw anybody out
    if (role === undefined) throw badInput('input.role', 'Say MEMBER or OWNER, or null to let them go.');
    return payload(await context.rights.memberships.change({ userId, role }, context), userChanged);
  },
};

export const userOrganisation: Required<Pick<UserResolvers, 'organisation'>> = {
  organisation: ({ organisationId }, _args, { load }) =>
    organisationId === null ? null : load.organisation.load(organisationId),
};
