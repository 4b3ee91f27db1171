import type { GraphQLSchema } from 'graphql';
import type { AccessTable, Policy } from './access.ts';

/**
 * Whether an event may go to whoever asks, told anew for each event at the moment when it is sent. `event` is what the field's stream
 * yielded under the field's name, `context` the room's.
 */
export type EventRule<Context> = (event: never, context: Context) => boolean;

/** One rule a subscription field. `access` says who may subscribe; these say what of the stream each one gets. */
export type EventRules<Context> = Readonly<Record<string, EventRule<Context>>>;

/** Whoever may subscribe may have every event. */
export const everyEvent: EventRule<unknown> = () => true;

/**
 * Refuses a subscription field without a rule for its events, and a rule without a field; and a rule where the access table says that all are told
 * the same, because they then share one stream, which is judged for a stranger.
 */
export const requireEventRules = (
  schema: GraphQLSchema,
  rules: EventRules<never> = {},
  access: AccessTable[string] = {},
): void => {
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(rules, name))
      throw new Error(`Subscription.${name} needs a rule in the room's \`events\`: who may get each event?`);
    const policy = (access as Readonly<Record<string, Policy>>)[name];
    if (policy?.isSameForAll && rules[name] !== everyEvent)
      throw new Error(
        `Subscription.${name} is the same for all, yet \`events\` tells callers apart: use everyoneTheirOwn.`,
      );
  }
  for (const name of Object.keys(rules)) {
    if (!Object.hasOwn(fields, name))
      throw new Error(`\`events\` has a rule for ${name}, which is no field of Subscription.`);
  }
};
