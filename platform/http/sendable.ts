import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';

export type Answer = AsyncIterableIterator<ExecutionResult> | ExecutionResult;

const asGraphqlError = (error: GraphQLError | GraphQLFormattedError): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError(error.message, { path: error.path ?? null, extensions: error.extensions ?? null });

const withRealErrors = (result: ExecutionResult): ExecutionResult =>
  result.errors ? { ...result, errors: result.errors.map(asGraphqlError) } : result;

/**
 * An answer as graphql-ws can send it. Executors and other processes answer with errors as plain data, and graphql-ws closes the
 * socket of a client that would get one; of an error that ends a stream it shows the message as it is, so that `shown` has to
 * mask it first.
 */
export const sendable = (answer: Answer, shown: (error: unknown) => GraphQLError): Answer => {
  if (!(Symbol.asyncIterator in answer)) return withRealErrors(answer);
  // explicit, so that `return()` reaches the source while `next()` waits
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      try {
        const { done, value } = await answer.next();
        return done ? { done, value: undefined } : { done: false, value: withRealErrors(value) };
      } catch (error) {
        throw shown(error);
      }
    },
    async return() {
      await answer.return?.();
      return { done: true, value: undefined };
    },
  };
  return stream;
};
