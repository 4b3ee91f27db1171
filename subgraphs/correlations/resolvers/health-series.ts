import { lastDayOf } from '../domain/health/health-series.ts';
import { areProblems } from '../domain/problem.ts';
import { refused } from './payload.ts';
import type { HealthSeriesResolvers, MutationResolvers, QueryResolvers } from './types.generated.ts';

export const healthSeriesQueries: Pick<QueryResolvers, 'healthSeries'> = {
  healthSeries: async (_root, _args, context) => [...(await context.healthSeries.list(context))],
};

export const healthSeriesMutations: Pick<MutationResolvers, 'uploadHealthSeries' | 'removeHealthSeries'> = {
  async uploadHealthSeries(_root, { input }, context) {
    const kept = await context.healthSeries.upload(input, context);
    return areProblems(kept) ? refused(kept) : { __typename: 'HealthSeriesUploaded' as const, ...kept };
  },

  async removeHealthSeries(_root, { input }, context) {
    const removed = await context.healthSeries.remove(input.id, context);
    return areProblems(removed)
      ? refused(removed)
      : { __typename: 'HealthSeriesRemoved' as const, ...removed };
  },
};

export const healthSeriesType: HealthSeriesResolvers = {
  lastDay: (series) => lastDayOf(series),
};
