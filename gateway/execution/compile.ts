import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, GraphQLError, getOperationAST, type OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { isSameForAll } from '../access/same-for-all.ts';
import type { GatewayMetrics } from '../observe/metrics.ts';
import type { OpenSupergraph } from '../supergraph/open.ts';
import type { Links } from '../transport/links.ts';
import { refuseUnanswerable } from './answerable.ts';
import { answerOf, compileAnswering } from './answering.ts';
import { apolloExecution, asGraphqlError } from './apollo.ts';
import type { Answer, Operation, Variables } from './operation.ts';
import { compileSteps, Unusual } from './steps.ts';
import { coerceWith } from './variables.ts';

export interface Compiling {
  readonly supergraph: OpenSupergraph;
  readonly links: Links;
  readonly metrics: GatewayMetrics;
}

/** The operation that is meant, and Apollo's plan of it. */
export const planOf = (
  { api, planner }: OpenSupergraph,
  document: DocumentNode,
  operationName: string | undefined,
): { readonly definition: OperationDefinitionNode; readonly plan: QueryPlan } => {
  const definition = getOperationAST(document, operationName);
  if (!definition)
    throw new GraphQLError(
      operationName ? `Unknown operation named "${operationName}".` : 'Must provide an operation name.',
      { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
    );
  const name = operationName === undefined ? {} : { operationName };
  return { definition, plan: planner.buildQueryPlan(operationFromDocument(api, document, name)) };
};

/** Plans an operation once and turns the plan into functions. `document` was validated against the client's schema. */
export const compileOperation = (
  { supergraph, links, metrics }: Compiling,
  document: DocumentNode,
  operationName: string | undefined,
): Operation => {
  const { apiSchema: schema, supergraphSchema } = supergraph;
  const { definition, plan } = planOf(supergraph, document, operationName);
  if (!plan.node) refuseUnanswerable(schema, document, definition);
  const apollo = apolloExecution(supergraph, links, document, operationName);
  const coerce = coerceWith(schema, definition);

  const runByApollo = async (variables: Variables, context: GatewayContext): Promise<Answer> => {
    const result = coerce(variables);
    if ('errors' in result) return result;
    metrics.execution('apollo');
    try {
      return answerOf(await apollo.run(plan, variables, context));
    } catch (error) {
      return { errors: [asGraphqlError(error)] };
    }
  };

  const compiled = (): Operation['run'] => {
    const steps = compileSteps(plan, { schema: supergraphSchema, links });
    const answer = compileAnswering(steps, { schema, document, definition, apollo });
    return async (variables, context) => {
      const result = coerce(variables);
      if ('errors' in result) return result;
      metrics.execution('compiled');
      return answer({ variables, coerced: result.coerced, context, tree: {}, errors: [] });
    };
  };

  const known = {
    kind: definition.operation,
    name: definition.name?.value,
    document,
    isSameForAll: definition.operation === 'query' && isSameForAll(supergraphSchema, document, operationName),
  };
  try {
    return { ...known, by: 'compiled', run: compiled() };
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    return { ...known, by: 'apollo', run: runByApollo };
  }
};
