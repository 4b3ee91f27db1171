import type { FetchNode } from '@apollo/query-planner';
import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { isSameForAll } from '../access/same-for-all.ts';
import { refuseUnanswerable } from './answerable.ts';
import { compileShaping } from './answering.ts';
import { answerInAskedNames, keptApart } from './apart.ts';
import { apolloExecution } from './apollo.ts';
import { eachEvent, enrichTogether } from './batch.ts';
import { type Compiling, planOf } from './compile.ts';
import { eventByApollo } from './event-by-apollo.ts';
import { subgraphError } from './fetch-errors.ts';
import type { Answer, Variables } from './operation.ts';
import { compileRest, Unusual } from './steps.ts';
import { coerceWith } from './variables.ts';

/** A subscription, planned and compiled: what to subscribe to upstream, and how each event becomes an answer. */
export interface EventOperation {
  readonly primary: FetchNode;
  /** What it streams does not depend on who asks. */
  readonly isSameForAll: boolean;
  /** Why these variables do not fit; empty where they do. */
  refuse(variables: Variables): readonly GraphQLError[];
  /**
   * What other subgraphs know of these events is fetched together; each gets an answer of its own, in their order. The events
   * stay as they are.
   */
  enrich(
    events: readonly ExecutionResult[],
    variables: Variables,
    context: GatewayContext,
  ): Promise<readonly Answer[]>;
}

const compilePlanned = (
  { supergraph, links, metrics }: Compiling,
  document: DocumentNode,
  operationName: string | undefined,
): EventOperation => {
  const { apiSchema: schema, supergraphSchema } = supergraph;
  const { definition, plan } = planOf(supergraph, document, operationName);
  if (!plan.node) refuseUnanswerable(schema, document, definition);
  if (plan.node?.kind !== 'Subscription') throw new GraphQLError('This is no subscription.');
  const { primary, rest } = plan.node;
  const apollo = apolloExecution(supergraph, links, document, operationName);
  const coerce = coerceWith(schema, definition);
  const coercedOf = (variables: Variables): Variables => {
    const result = coerce(variables);
    return 'coerced' in result ? result.coerced : {};
  };

  const compiled = (): EventOperation['enrich'] => {
    const together = enrichTogether({
      steps: compileRest(rest, { schema: supergraphSchema, links, base: eachEvent }),
      shaped: compileShaping({ schema, document, definition, apollo }),
      ownErrors: ({ errors = [] }) =>
        errors.map((error) => subgraphError(error, primary.serviceName, error.path)),
    });
    return (events, variables, context) => {
      metrics.execution('compiled');
      return together(events, { variables, coerced: coercedOf(variables), context });
    };
  };

  const known = {
    primary,
    isSameForAll: isSameForAll(supergraphSchema, document, operationName),
    refuse(variables: Variables) {
      const result = coerce(variables);
      return 'errors' in result ? result.errors : [];
    },
  };
  try {
    return { ...known, enrich: compiled() };
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    const one = eventByApollo(apollo, plan.node);
    return {
      ...known,
      enrich(events, variables, context) {
        metrics.execution('apollo');
        return Promise.all(events.map((event) => one(event, variables, context)));
      },
    };
  }
};

/** Plans a subscription once. `document` was validated against the client's schema. */
export const compileEvents = (
  compiling: Compiling,
  document: DocumentNode,
  operationName: string | undefined,
): EventOperation => {
  const apart = keptApart(document, compiling.supergraph.supergraphSchema);
  if (!apart) return compilePlanned(compiling, document, operationName);
  const operation = compilePlanned(compiling, apart, operationName);
  return {
    ...operation,
    async enrich(events, variables, context) {
      return (await operation.enrich(events, variables, context)).map(answerInAskedNames);
    },
  };
};
