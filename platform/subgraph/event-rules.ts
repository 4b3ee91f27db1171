import type { GraphQLSchema } from 'graphql';

/**
 * Whether an event may go to whoever asks, told anew for each event at the moment when it is sent. `event` is what the field's stream
 * yielded under the field's name, `context` the room's.
 */
export type EventRule<Context> = (event: never, context: Context) => boolean;

/** One rule a subscription field. `access` says who may subscribe; these say what of the stream each one gets. */
export type EventRules<Context> = Readonly<Record<string, EventRule<Context>>>;

/** Whoever may subscribe may have every event. */
export const everyEvent: EventRule<unknown> = () => true;

/** Refuses a subscription field without a rule for its events, and a rule without a field. */
export const requireEventRules = (schema: GraphQLSchema, rules: EventRules<never> = {}): void => {
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(rules, name))
      throw new Error(`Subscription.${name} needs a rule in the room's \`events\`: who may get each event?`);
  }
  for (const name of Object.keys(rules)) {
    if (!Object.hasOwn(fields, name))
      throw new Error(`\`events\` has a rule for ${name}, which is no field of Subscription.`);
  }
};
