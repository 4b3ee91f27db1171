import { type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { copyOf } from '../transport/copy.ts';
import { asGraphqlError } from './apollo.ts';
import type { Place } from './fetch-errors.ts';
import type { Answer, Variables } from './operation.ts';
import type { Run, Step } from './run.ts';
import type { Tree, TreePath } from './tree.ts';

/** Where each of several events stands in the tree that is fetched for. */
export const eachEvent: TreePath = ['events', '@'];

const withinEvent = (error: GraphQLError, path: Place): GraphQLError =>
  new GraphQLError(error.message, {
    path: path.length > 0 ? path : null,
    originalError: error.originalError ?? null,
    extensions: error.extensions,
  });

/** Errors of the common tree, each at its own event and place. */
const byEvent = (errors: readonly GraphQLError[], count: number): readonly GraphQLError[][] => {
  const found: GraphQLError[][] = Array.from({ length: count }, () => []);
  for (const error of errors) {
    const [, index, ...path] = error.path ?? [];
    const told = withinEvent(error, path);
    for (const one of typeof index === 'number' ? found.slice(index, index + 1) : found) one.push(told);
  }
  return found;
};

interface Enriching {
  /** Compiled for trees that hold their events at `eachEvent`. */
  readonly steps: Step;
  readonly shaped: (run: Run) => Promise<Answer>;
  /** What the event itself says went wrong. */
  readonly ownErrors: (event: ExecutionResult) => readonly GraphQLError[];
}

interface Given {
  readonly variables: Variables;
  readonly coerced: Variables;
  readonly context: GatewayContext;
}

/**
 * Fetches once for all events what other subgraphs know of them, and shapes each to an answer of its own. The events stay as they
 * are: others may be at work on them.
 */
export const enrichTogether = ({ steps, shaped, ownErrors }: Enriching) => {
  const enrich = async (events: readonly ExecutionResult[], given: Given): Promise<readonly Answer[]> => {
    const trees = events.map(({ data }) => copyOf(data) as Tree);
    const run: Run = { ...given, tree: { events: trees }, errors: [] };
    try {
      await steps(run);
    } catch (error) {
      // one that breaks every promise must not cost the others
      if (events.length > 1) return (await Promise.all(events.map((event) => enrich([event], given)))).flat();
      const errors = events.flatMap(ownErrors);
      return [{ errors: [...errors, ...(byEvent(run.errors, 1)[0] ?? []), asGraphqlError(error)] }];
    }
    const told = byEvent(run.errors, events.length);
    return Promise.all(
      events.map((event, i) =>
        shaped({
          ...given,
          tree: trees[i] as Tree,
          errors: [...ownErrors(event), ...(told[i] as GraphQLError[])],
        }),
      ),
    );
  };

  return async (events: readonly ExecutionResult[], given: Given): Promise<readonly Answer[]> => {
    const whole = events.filter(({ data }) => data);
    const answers = (whole.length > 0 ? await enrich(whole, given) : []).values();
    return events.map((event) =>
      event.data ? (answers.next().value as Answer) : { data: 'null', errors: ownErrors(event) },
    );
  };
};
