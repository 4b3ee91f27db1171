import { type AccessRules, hasScope, isAdmin, isPublic, or } from '@aqmrg/platform/subgraph/access.ts';
import { type EventRules, everyEvent } from '@aqmrg/platform/subgraph/event-rules.ts';

/** What is not named here is denied. */
export const access: AccessRules = {
  Mutation: { reportReadings: or(isAdmin, hasScope('ingest')) },
  Subscription: { readingAdded: isPublic },
};

/** Readings are public, each of them. */
export const events: EventRules<unknown> = { readingAdded: everyEvent };
