import type { Resolvers } from '../types.generated.ts';

export const receiverResolvers: Partial<Resolvers> = {};
