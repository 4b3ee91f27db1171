import { accountMutations, accountQueries } from './accounts.ts';
import { auditQueries } from './audit.ts';
import { connectionResolvers } from './connections.ts';
import { keyMutations, keyQueries, keyType, remainingKeys } from './keys.ts';
import { subscribeToNews } from './news.ts';
import { organisationMutations, organisationQueries, organisationType } from './organisations.ts';
import { sessionMutations, sessionType, userSessions } from './sessions.ts';
import type { Resolvers } from './types.generated.ts';
import { userMutations, userOrganisation, userQueries } from './users.ts';

export const resolvers = {
  Query: { ...accountQueries, ...userQueries, ...organisationQueries, ...keyQueries, ...auditQueries },
  Mutation: {
    ...accountMutations,
    ...sessionMutations,
    ...userMutations,
    ...organisationMutations,
    ...keyMutations,
  },
  Subscription: { accessNews: { subscribe: subscribeToNews } },
  User: { ...userSessions, ...userOrganisation },
  Session: sessionType,
  Organisation: organisationType,
  UserChanged: remainingKeys,
  ApiKey: keyType,
  ...connectionResolvers,
} satisfies Resolvers;
