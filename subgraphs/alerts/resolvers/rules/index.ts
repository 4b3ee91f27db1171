import type { Resolvers } from '../types.generated.ts';
import { conditionType } from './condition.ts';
import { ruleMutations, ruleQueries } from './requests.ts';
import { escalationType, paceType, ruleType, scopeType, tellingType } from './rule.ts';

export const ruleResolvers: Partial<Resolvers> = {
  Query: ruleQueries,
  Mutation: ruleMutations,
  AlertRule: ruleType,
  AlertCondition: conditionType,
  AlertScope: scopeType,
  AlertPace: paceType,
  AlertTelling: tellingType,
  AlertEscalation: escalationType,
};
