import type { Resolvers } from '../types.generated.ts';

export const ruleResolvers: Partial<Resolvers> = {};
