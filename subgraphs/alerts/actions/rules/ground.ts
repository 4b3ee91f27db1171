/** What resolvers of rules stand on. */
export type RulesGround = object;
