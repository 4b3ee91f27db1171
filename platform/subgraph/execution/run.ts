import { type ASTNode, type GraphQLError, locatedError } from 'graphql';
import { AirError } from '../../errors/air-error.ts';

/** A place in the answer; list indices have no `typename`. The shape is the one that `info.path` has. */
export interface Path {
  readonly prev: Path | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** One execution under way. */
export interface Run {
  readonly rootValue: unknown;
  readonly context: unknown;
  /** Coerced. */
  readonly variables: { readonly [name: string]: unknown };
  readonly signal: AbortSignal;
  readonly errors: GraphQLError[];
  /** Places that are null because of an error. */
  readonly nulled: Set<Path>;
  /** Arguments of this run, by the field that has them. */
  readonly arguments: Map<object, Record<string, unknown>>;
}

/** Gives the completed value, or a promise of it. */
export type Complete = (run: Run, value: unknown, path: Path) => unknown;

/** What is under way for nobody ends here: the client left, or the deadline passed. */
export const abandoned = ({ reason }: AbortSignal): AirError =>
  reason instanceof AirError
    ? reason
    : new AirError('DEADLINE_EXCEEDED', 'This was given up before it was answered.', { cause: reason });

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

const keysOf = (path: Path): (string | number)[] => {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at !== undefined; at = at.prev) keys.push(at.key);
  return keys.reverse();
};

const isNulled = ({ nulled }: Run, path: Path): boolean => {
  for (let at: Path | undefined = path; at !== undefined; at = at.prev) if (nulled.has(at)) return true;
  return false;
};

/** What can hold an error: a field, or an item of a list. */
export interface Place {
  readonly nodes: readonly ASTNode[];
  readonly isNonNull: boolean;
}

/** Null where the type allows it, and the error beside the data; else the error goes on to whatever holds this. */
export const failed = (run: Run, error: unknown, { nodes, isNonNull }: Place, path: Path): null => {
  if (run.signal.aborted) throw error;
  const located = locatedError(error, nodes, keysOf(path));
  if (isNonNull) throw located;
  // a sibling that fails after its parent became null has nothing to tell
  if (run.errors.length > 0 && isNulled(run, path)) return null;
  run.nulled.add(path);
  run.errors.push(located);
  return null;
};
