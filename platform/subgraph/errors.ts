import { type ExecutionResult, GraphQLError, Kind } from 'graphql';
import { AirError } from '../errors/air-error.ts';
import { catalogue } from '../errors/catalogue.ts';
import type { Log } from '../log.ts';
import { fieldAtFault } from './field-at-fault.ts';

const rootCause = (error: GraphQLError): unknown => {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
};

/** The one edge where errors become GraphQL: our own keep their code, everything unknown is masked and logged. */
export const presentError = (error: GraphQLError, requestId: string, log: Log): GraphQLError => {
  const cause = rootCause(error);
  const at = {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
  };
  if (cause instanceof AirError) {
    const { message, ...extensions } = cause.toJSON();
    if (error.path) return new GraphQLError(message, { ...at, extensions });
    // What a scalar says: graphql-js adds which variable or argument was at fault.
    const field = cause.field ?? fieldAtFault(error);
    return new GraphQLError(error.message, { ...at, extensions: { ...extensions, ...(field && { field }) } });
  }
  // Made by graphql-js itself: the operation or its variables do not fit the schema. What it says of a field as a whole
  // speaks of what our resolver gave.
  const isOurs = error.path && cause instanceof GraphQLError && error.nodes?.[0]?.kind === Kind.FIELD;
  if (cause instanceof GraphQLError && (!isOurs || cause.extensions.code !== undefined)) {
    const field = error.path ? undefined : fieldAtFault(error);
    return new GraphQLError(error.message, {
      ...at,
      extensions: {
        code: 'BAD_INPUT',
        next: catalogue.BAD_INPUT.next,
        ...(field && { field }),
        ...error.extensions,
      },
    });
  }
  log.error({ err: cause, requestId, path: error.path }, 'a resolver failed');
  return new GraphQLError('Something went wrong on our side.', {
    ...at,
    extensions: { code: 'INTERNAL', next: catalogue.INTERNAL.next, requestId },
  });
};

export const presentResult = (result: ExecutionResult, requestId: string, log: Log): ExecutionResult =>
  result.errors
    ? { ...result, errors: result.errors.map((error) => presentError(error, requestId, log)) }
    : result;
