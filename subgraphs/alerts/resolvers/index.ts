import { incidentResolvers } from './incidents/index.ts';
import { receiverResolvers } from './receivers/index.ts';
import { ruleResolvers } from './rules/index.ts';
import type { Resolvers } from './types.generated.ts';

const parts = [ruleResolvers, incidentResolvers, receiverResolvers];

export const resolvers: Resolvers = {
  ...ruleResolvers,
  ...incidentResolvers,
  ...receiverResolvers,
  Query: Object.assign({}, ...parts.map(({ Query }) => Query)),
  Mutation: Object.assign({}, ...parts.map(({ Mutation }) => Mutation)),
};
