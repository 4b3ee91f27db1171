import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { answerOf, compileAnswering } from './answering.ts';
import { apolloExecution, asGraphqlError } from './apollo.ts';
import { type Compiling, planOf } from './compile.ts';
import { subgraphError } from './fetch-errors.ts';
import type { Answer, Variables } from './operation.ts';
import { compileRest, Unusual } from './steps.ts';
import { coerceWith } from './variables.ts';

/** A subscription, planned and compiled: what to subscribe to upstream, and how each event becomes an answer. */
export interface EventOperation {
  readonly primary: FetchNode;
  /** Why these variables do not fit; empty where they do. */
  refuse(variables: Variables): readonly GraphQLError[];
  /** Fetches what other subgraphs know of an event. Builds on `event.data` in place. */
  enrich(event: ExecutionResult, variables: Variables, context: GatewayContext): Promise<Answer>;
}

/** The name under which the event itself stands in a plan for Apollo's executor, in the place of the subgraph that sent it. */
const eventService = '#event';

const whole = (primary: FetchNode, rest: QueryPlan['node']): QueryPlan => ({
  kind: 'QueryPlan',
  node: {
    kind: 'Sequence',
    nodes: [
      { ...primary, serviceName: eventService },
      ...(rest && rest.kind !== 'Subscription' ? [rest] : []),
    ],
  },
});

/** Plans a subscription once. `document` was validated against the client's schema. */
export const compileEvents = (
  { supergraph, links, metrics }: Compiling,
  document: DocumentNode,
  operationName: string | undefined,
): EventOperation => {
  const { apiSchema: schema, supergraphSchema } = supergraph;
  const { definition, plan } = planOf(supergraph, document, operationName);
  if (plan.node?.kind !== 'Subscription') throw new GraphQLError('This is no subscription.');
  const { primary, rest } = plan.node;
  const apollo = apolloExecution(supergraph, links, document, operationName);
  const coerce = coerceWith(schema, definition);
  const coercedOf = (variables: Variables): Variables => {
    const result = coerce(variables);
    return 'coerced' in result ? result.coerced : {};
  };

  const byApollo: EventOperation['enrich'] = async (event, variables, context) => {
    metrics.execution('apollo');
    try {
      const sources = { [eventService]: { process: async () => event as never } };
      return answerOf(await apollo.run(whole(primary, rest), variables, context, sources));
    } catch (error) {
      return { errors: [asGraphqlError(error)] };
    }
  };

  const compiled = (): EventOperation['enrich'] => {
    const steps = compileRest(rest, { schema: supergraphSchema, links });
    const answer = compileAnswering(steps, { schema, document, definition, apollo });
    return async (event, variables, context) => {
      metrics.execution('compiled');
      const errors = (event.errors ?? []).map((error) =>
        subgraphError(error, primary.serviceName, error.path),
      );
      if (!event.data) return { data: 'null', errors };
      return answer({ variables, coerced: coercedOf(variables), context, tree: event.data, errors });
    };
  };

  const known = {
    primary,
    refuse(variables: Variables) {
      const result = coerce(variables);
      return 'errors' in result ? result.errors : [];
    },
  };
  try {
    return { ...known, enrich: compiled() };
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    return { ...known, enrich: byApollo };
  }
};
