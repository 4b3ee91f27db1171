import type { RuleDesk } from './desk.ts';

/** What resolvers of rules stand on. */
export interface RulesGround {
  readonly ruleDesk: RuleDesk;
}
