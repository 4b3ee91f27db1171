import { associationMutations, associationQueries, associationType, runType } from './association.ts';
import { correlationQueries } from './correlation.ts';
import { healthSeriesMutations, healthSeriesQueries, healthSeriesType } from './health-series.ts';
import { publishedMutations, publishedType, siteType } from './published.ts';
import type { Resolvers } from './types.generated.ts';

export const resolvers: Resolvers = {
  Query: { ...healthSeriesQueries, ...associationQueries, ...correlationQueries },
  Mutation: { ...healthSeriesMutations, ...associationMutations, ...publishedMutations },
  HealthSeries: healthSeriesType,
  Association: associationType,
  AssociationRun: runType,
  PublishedAssociation: publishedType,
  Site: siteType,
  Monitor: { sensor: ({ sensorId }) => ({ __typename: 'Sensor', id: sensorId }) },
};
