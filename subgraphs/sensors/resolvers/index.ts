import { connectionResolvers } from './connections.ts';
import { entities } from './entities.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import type { Resolvers } from './types.generated.ts';

export const resolvers = {
  Query: queries,
  Mutation: mutations,
  ...entities,
  ...connectionResolvers,
} satisfies Resolvers;
