import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';

export type Answer = AsyncIterableIterator<ExecutionResult> | ExecutionResult;

type Step = IteratorResult<ExecutionResult, undefined>;
const over: Step = Object.freeze({ done: true, value: undefined });

const asGraphqlError = (error: GraphQLError | GraphQLFormattedError): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError(error.message, { path: error.path ?? null, extensions: error.extensions ?? null });

/** Why an operation was refused before anything of it ran: graphql-ws is given one error, the client gets all. */
export class Refused extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('refused');
    this.errors = errors;
  }
}

/** What the protocol tells by `error`, and not by `next` and `complete`. */
const refusing = (errors: readonly GraphQLError[]): AsyncIterableIterator<ExecutionResult> => {
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    next: () => Promise.reject(new Refused(errors)),
    return: async () => over,
  };
  return stream;
};

const withRealErrors = (result: ExecutionResult): ExecutionResult =>
  result.errors ? { ...result, errors: result.errors.map(asGraphqlError) } : result;

/**
 * An answer as graphql-ws can send it. Executors and other processes answer with errors as plain data, and graphql-ws closes the
 * socket of a client that would get one; of an error that ends a stream it shows the message as it is, so that `shown` has to
 * mask it first. `return()` ends a stream at once, also while it waits for an event, and whatever its source says to that.
 */
export const sendable = (answer: Answer, shown: (error: unknown) => GraphQLError): Answer => {
  if (!(Symbol.asyncIterator in answer)) {
    const result = withRealErrors(answer);
    return result.data === undefined && result.errors?.length ? refusing(result.errors) : result;
  }
  let isOver = false;
  let endWait: ((step: Step) => void) | undefined;

  const pull = async (): Promise<Step> => {
    const { done, value } = await answer.next();
    return done ? over : { done: false, value: withRealErrors(value) };
  };
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    next() {
      if (isOver) return Promise.resolve(over);
      return new Promise<Step>((resolve, reject) => {
        endWait = resolve;
        pull().then(resolve, (error: unknown) => {
          // after its end nobody hears it
          if (!isOver) reject(shown(error));
        });
      });
    },
    async return() {
      if (isOver) return over;
      isOver = true;
      endWait?.(over);
      try {
        await answer.return?.();
      } catch (error) {
        // logs what is ours to know; the client has left this stream
        shown(error);
      }
      return over;
    },
  };
  return stream;
};
