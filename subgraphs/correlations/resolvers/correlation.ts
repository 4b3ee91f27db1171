import type { Correlated } from '../actions/correlate.ts';
import { areProblems } from '../domain/problem.ts';
import { refuseBareCorrelation } from './bare-correlation.ts';
import { refused } from './payload.ts';
import type { QueryResolvers } from './types.generated.ts';

/** What was found, as the graph has it. */
export type ShownCorrelation = Correlated;

export const correlationQueries: Pick<QueryResolvers, 'correlation'> = {
  async correlation(_root, { input }, context, info) {
    refuseBareCorrelation(info);
    const found = await context.correlate(input, context, context.signal);
    return areProblems(found) ? refused(found) : { __typename: 'Correlation' as const, ...found };
  },
};
