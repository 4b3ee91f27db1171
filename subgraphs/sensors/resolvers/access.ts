import { type AccessRules, isAdmin, isPublic } from '@aqmrg/platform/subgraph/access.ts';

/** The registry is open to read; only administrators change it. */
export const access: AccessRules = {
  Query: {
    sensor: isPublic,
    sensors: isPublic,
    nearest: isPublic,
    site: isPublic,
    sites: isPublic,
    networks: isPublic,
  },
  Mutation: {
    registerNetwork: isAdmin,
    registerSite: isAdmin,
    registerSensor: isAdmin,
    updateSensor: isAdmin,
    retireSensor: isAdmin,
  },
};
