import { GraphQLError, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import type { Variables } from './operation.ts';

type Coerced = { readonly coerced: Variables } | { readonly errors: readonly GraphQLError[] };

/** Variables with their defaults, or why they do not fit. */
export const coerceWith =
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
