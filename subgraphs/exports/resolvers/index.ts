import { availabilityQueries, availabilityType, sensorAvailabilityType } from './availability.ts';
import { exportMutations, exportQueries, exportType } from './exports.ts';
import { type Progressed, subscribeToExport } from './progress.ts';
import type { Resolvers } from './types.generated.ts';

export const resolvers: Resolvers = {
  Query: { ...availabilityQueries, ...exportQueries },
  Mutation: exportMutations,
  Subscription: {
    // No `resolve`: the events have the field's name, and access is judged before the stream starts.
    exportProgressed: {
      // Generated types know no marks: the platform keeps the one without an event away from the field.
      subscribe: async (_root, args, context) =>
        (await subscribeToExport(args, context)) as AsyncIterable<Required<Progressed>>,
    },
  },
  Availability: availabilityType,
  SensorAvailability: sensorAvailabilityType,
  Export: exportType,
};
