import { operationFromDocument } from '@apollo/federation-internals';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import type { GatewayMetrics } from '../observe/metrics.ts';
import type { OpenSupergraph } from '../supergraph/open.ts';
import type { Links } from '../transport/links.ts';
import { refuseUnanswerable } from './answerable.ts';
import { type ApolloExecution, apolloExecution, asGraphqlError } from './apollo.ts';
import type { Answer, Operation, Variables } from './operation.ts';
import type { Run } from './run.ts';
import { compileShaper, Misfit } from './shaper.ts';
import { compileSteps, Unusual } from './steps.ts';
import { tellTypes } from './typenames.ts';

export interface Compiling {
  readonly supergraph: OpenSupergraph;
  readonly links: Links;
  readonly metrics: GatewayMetrics;
}

type Coerced = { readonly coerced: Variables } | { readonly errors: readonly GraphQLError[] };

const coerceWith =
  (schema: GraphQLSchema, definition: OperationDefinitionNode) =>
  (variables: Variables): Coerced => {
    if (!definition.variableDefinitions?.length) return { coerced: {} };
    const result = getVariableValues(schema, definition.variableDefinitions, variables, { maxErrors: 50 });
    if (!result.errors) return { coerced: result.coerced };
    // the nodes tell Apollo Server that the client is at fault
    return {
      errors: result.errors.map(
        (error) =>
          new GraphQLError(error.message, {
            nodes: error.nodes ?? null,
            ...(error.originalError ? { originalError: error.originalError } : {}),
            extensions: { ...error.extensions, code: 'BAD_USER_INPUT' },
          }),
      ),
    };
  };

/** Introspection, and response names that every JavaScript object inherits: the compiled form knows neither. */
const refuseUnusualNames = (document: DocumentNode): void => {
  visit(document, {
    [Kind.FIELD]({ name, alias }) {
      if (name.value === '__schema' || name.value === '__type') throw new Unusual('introspection');
      if ((alias ?? name).value in Object.prototype) throw new Unusual('an inherited name');
    },
  });
};

const answerOf = ({ data, errors = [] }: Awaited<ReturnType<ApolloExecution['run']>>): Answer => ({
  ...(data === undefined ? {} : { data: JSON.stringify(data) }),
  errors,
});

/** Plans an operation once and turns the plan into functions. `document` was validated against the client's schema. */
export const compileOperation = (
  { supergraph, links, metrics }: Compiling,
  document: DocumentNode,
  operationName: string | undefined,
): Operation => {
  const { api, apiSchema, planner } = supergraph;
  const definition = getOperationAST(document, operationName);
  if (!definition)
    throw new GraphQLError(
      operationName ? `Unknown operation named "${operationName}".` : 'Must provide an operation name.',
      { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
    );
  const plan = planner.buildQueryPlan(
    operationFromDocument(api, document, operationName === undefined ? {} : { operationName }),
  );
  if (!plan.node) refuseUnanswerable(apiSchema, document, definition);
  const apollo = apolloExecution(supergraph, links, document, operationName);
  const coerce = coerceWith(apiSchema, definition);

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

  const compiled = () => {
    refuseUnusualNames(document);
    const steps = compileSteps(plan, { schema: supergraph.supergraphSchema, links });
    const shape = compileShaper(apiSchema, document, definition);
    const tell = tellTypes(apiSchema, document, definition);
    return async (variables: Variables, context: GatewayContext): Promise<Answer> => {
      const result = coerce(variables);
      if ('errors' in result) return result;
      metrics.execution('compiled');
      const run: Run = { variables, coerced: result.coerced, context, tree: {}, errors: [] };
      try {
        await steps(run);
        return { data: JSON.stringify(shape(run.tree, run.coerced)), errors: run.errors };
      } catch (error) {
        if (!(error instanceof Misfit)) return { errors: [...run.errors, asGraphqlError(error)] };
        tell(run.tree);
        const shaped = answerOf(await apollo.shape(run.tree, variables, context));
        // where a subgraph told why, the null that follows needs no second reason
        return run.errors.length > 0 ? { ...shaped, errors: run.errors } : shaped;
      }
    };
  };

  const known = { kind: definition.operation, name: definition.name?.value, document };
  try {
    return { ...known, by: 'compiled', run: compiled() };
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    return { ...known, by: 'apollo', run: runByApollo };
  }
};
