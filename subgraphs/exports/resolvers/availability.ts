import type {
  AvailabilityResolvers,
  QueryResolvers,
  SensorAvailabilityResolvers,
} from './types.generated.ts';

export const availabilityQueries: Pick<QueryResolvers, 'availability'> = {
  availability: (_root, { input }, { availability, signal }) => availability(input, signal),
};

export const availabilityType: AvailabilityResolvers = {
  sensors: ({ sensors }) => [...sensors],
};

export const sensorAvailabilityType: SensorAvailabilityResolvers = {
  sensor: ({ sensorId }) => ({ __typename: 'Sensor', id: sensorId }),
  months: ({ months }) => [...months],
};
