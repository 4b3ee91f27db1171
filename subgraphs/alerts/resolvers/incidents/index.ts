import type { Resolvers } from '../types.generated.ts';

export const incidentResolvers: Partial<Resolvers> = {};
