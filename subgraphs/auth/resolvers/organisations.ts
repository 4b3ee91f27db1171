import { isId } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import { mayRunOrganisation, maySeeOrganisation } from '../domain/ownership.ts';
import { payload } from './payload.ts';
import type { MutationResolvers, OrganisationResolvers, QueryResolvers } from './types.generated.ts';

export const organisationQueries: Pick<QueryResolvers, 'organisation' | 'organisations'> = {
  // what is not theirs is not even looked for
  organisation: (_root, { id }, { caller, load }) =>
    isId(id) && maySeeOrganisation(caller, { id }) ? load.organisation.load(id) : null,

  organisations: (_root, _args, { organisations }) => organisations.all(),
};

type Names = 'createOrganisation' | 'createInvitation' | 'revokeInvitation';

export const organisationMutations: Pick<MutationResolvers, Names> = {
  createOrganisation: async (_root, { input }, context) =>
    payload(await context.rights.organisations.create(input, context), (organisation) => ({
      __typename: 'OrganisationCreated' as const,
      organisation,
    })),

  createInvitation: async (_root, { input }, context) =>
    payload(await context.rights.invitations.create(input, context), (created) => ({
      __typename: 'InvitationCreated' as const,
      ...created,
    })),

  revokeInvitation: async (_root, { input }, context) =>
    payload(await context.rights.invitations.revoke(input.id, context), (id) => ({
      __typename: 'InvitationRevoked' as const,
      id,
    })),
};

/** Asked again here, because an organisation is also reached through accounts and keys, and through the answer to a sign-in, which a stranger gets. */
export const organisationType: Required<Pick<OrganisationResolvers, 'members' | 'invitations'>> = {
  members: async (organisation, _args, { caller, load }) =>
    maySeeOrganisation(caller, organisation) ? [...(await load.membersOf.load(organisation.id))] : [],

  invitations: async ({ id }, _args, { caller, load }): Promise<Invitation[]> =>
    mayRunOrganisation(caller, id) ? [...(await load.invitationsOf.load(id))] : [],
};
