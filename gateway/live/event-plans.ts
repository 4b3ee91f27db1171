import { operationFromDocument } from '@apollo/federation-internals';
import { buildOperationContext } from '@apollo/gateway';
import type { FetchNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import { type GraphQLError, parse, validate } from 'graphql';
import type { OpenSupergraph } from '../supergraph/open.ts';

/** The name under which the event itself stands in a plan, in the place of the subgraph that sent it. */
export const eventService = '#event';

/** How one subscription is answered: what to subscribe to upstream, and what to fetch for each event. */
export interface EventPlan {
  readonly primary: FetchNode;
  /** Starts with the event, as if a subgraph had just answered it, then fetches the rest of the graph. */
  readonly enrich: QueryPlan;
  readonly operation: ReturnType<typeof buildOperationContext>;
}

export type Planned = EventPlan | { readonly errors: readonly GraphQLError[] };

const planOf = (subscription: SubscriptionNode): QueryPlan => {
  const event: FetchNode = { ...subscription.primary, serviceName: eventService };
  const nodes = subscription.rest ? [event, subscription.rest] : [event];
  return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } };
};

/** Plans each distinct subscription once. */
export const createEventPlanner = ({ api, apiSchema, planner }: OpenSupergraph) => {
  const plans = boundedCache<Planned>(1_000);

  const plan = (text: string, operationName: string | undefined): Planned => {
    const document = parse(text, { maxTokens: 20_000 });
    const errors = validate(apiSchema, document, undefined, { maxErrors: 10 });
    if (errors.length > 0) return { errors };
    const operation = operationFromDocument(api, document, operationName ? { operationName } : {});
    const node = planner.buildQueryPlan(operation).node;
    if (node?.kind !== 'Subscription') throw new Error('not a subscription');
    return {
      primary: node.primary,
      enrich: planOf(node),
      operation: buildOperationContext({
        schema: apiSchema,
        operationDocument: document,
        ...(operationName ? { operationName } : {}),
      }),
    };
  };

  return (text: string, operationName?: string): Planned =>
    plans.get(JSON.stringify([operationName, text]), () => plan(text, operationName));
};
