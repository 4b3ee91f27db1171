import { isId, viewerOf } from '../../actions/incidents/asker.ts';
import type { Resolvers } from '../types.generated.ts';
import { alertFields, stepFields } from './alert.ts';
import { handlingMutations } from './handling.ts';
import { eventFields, type MarkedAlert, subscribeToAlerts } from './live.ts';
import { alertsOfSensor, alertsPage, connectionFields, edgeFields } from './page.ts';
import { inhibitionFields, quietMutations, quietQueries, silenceFields, weeklyFields } from './quiet.ts';

export const incidentResolvers: Partial<Resolvers> = {
  Query: {
    alerts: (_root, args, context) => alertsPage(args, context),
    alert: (_root, { id }, { incidents, caller }) => (isId(id) ? incidents.find(id, viewerOf(caller)) : null),
    ...quietQueries,
  },
  Mutation: { ...handlingMutations, ...quietMutations },
  Sensor: {
    __resolveReference: ({ id }) => ({ __typename: 'Sensor', id }),
    alerts: ({ id }, args, context) => alertsOfSensor(id, args, context),
  },
  Alert: alertFields,
  AlertStep: stepFields,
  AlertConnection: connectionFields,
  AlertEdge: edgeFields,
  AlertEvent: eventFields,
  Silence: silenceFields,
  WeeklyWindow: weeklyFields,
  Inhibition: inhibitionFields,
  Subscription: {
    // No `resolve`: the events have the field's name, and access is judged before the stream starts.
    alertRaised: {
      // Generated types know no marks: the platform keeps the one without an event away from the field.
      async subscribe(_root, args, context) {
        await context.liveFeed.started;
        return subscribeToAlerts(args, context) as AsyncIterable<Required<MarkedAlert>>;
      },
    },
  },
};
