import { type AccessRules, hasScope, isAdmin, isPublic, or } from '@aqmrg/platform/subgraph/access.ts';

/** What is not named here is denied. */
export const access: AccessRules = {
  Mutation: { reportReadings: or(isAdmin, hasScope('ingest')) },
  Subscription: { readingAdded: isPublic },
};
