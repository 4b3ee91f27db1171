import type { KeyScope } from '../domain/api-key.ts';
import { isId } from '../domain/ids.ts';
import { isAdmin, maySeeAccount, maySeeKey } from '../domain/ownership.ts';
import { payload } from './payload.ts';
import type {
  ApiKeyResolvers,
  KeyScope as GraphKeyScope,
  MutationResolvers,
  QueryResolvers,
  UserChangedResolvers,
} from './types.generated.ts';

const inside: Readonly<Record<GraphKeyScope, KeyScope>> = {
  INGEST: 'ingest',
  READ: 'read',
  EXPORT: 'export',
};
const outside: Readonly<Record<KeyScope, GraphKeyScope>> = {
  ingest: 'INGEST',
  read: 'READ',
  export: 'EXPORT',
};

export const keyQueries: Pick<QueryResolvers, 'apiKeys'> = {
  apiKeys(_root, args, { caller, apiKeys }) {
    const wanted = args.organisationId ?? (isAdmin(caller) ? null : caller.organisation);
    if (wanted === null) return isAdmin(caller) ? apiKeys.list(undefined) : [];
    return isId(wanted) && maySeeKey(caller, { organisationId: wanted }) ? apiKeys.list(wanted) : [];
  },
};

export const keyMutations: Pick<MutationResolvers, 'createApiKey' | 'revokeApiKey'> = {
  createApiKey: async (_root, { input }, context) => {
    const wish = { ...input, scopes: input.scopes.map((scope) => inside[scope]) };
    return payload(await context.rights.keys.create(wish, context), (created) => ({
      __typename: 'ApiKeyCreated' as const,
      ...created,
    }));
  },

  revokeApiKey: async (_root, { input }, context) =>
    payload(await context.rights.keys.revoke(input.id, context), (apiKey) => ({
      __typename: 'ApiKeyRevoked' as const,
      apiKey,
    })),
};

/** Whoever takes a right from somebody is not to overlook what they made with it. */
export const remainingKeys: Required<Pick<UserChangedResolvers, 'remainingKeys'>> = {
  remainingKeys: async ({ user }, _args, { caller, apiKeys, at }) =>
    (await apiKeys.activeMadeBy(user.id, at)).filter((key) => maySeeKey(caller, key)),
};

export const keyType: ApiKeyResolvers = {
  scopes: ({ scopes }) => scopes.map((scope) => outside[scope]),
  networks: ({ networks }) => (networks === null ? null : [...networks]),
  organisation: ({ organisationId }, _args, { load }) =>
    organisationId === null ? null : load.organisation.load(organisationId),
  // an Admin may have made it, or somebody who has left: whoever may not see their account learns nothing of it here
  async createdBy({ createdById }, _args, { caller, load }) {
    const maker = createdById === null ? null : await load.account.load(createdById);
    return maker !== null && maySeeAccount(caller, maker) ? maker : null;
  },
};
