import type { GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import type { Variables } from './operation.ts';
import type { Tree } from './tree.ts';

/** One run of an operation. */
export interface Run {
  /** As the client sent them; subgraphs coerce them themselves. */
  readonly variables: Variables;
  /** Coerced, with defaults: what `@skip` and `@include` look at. */
  readonly coerced: Variables;
  readonly context: GatewayContext;
  readonly tree: Tree;
  readonly errors: GraphQLError[];
}

/** A part of a compiled plan. Never rejects for what a subgraph did: that goes to the errors of the run. */
export type Step = (run: Run) => Promise<void>;
