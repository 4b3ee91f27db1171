import type { GraphQLError } from 'graphql';

/** An error as a test compares it. */
export interface ShownError {
  readonly message: string;
  readonly path: readonly (string | number)[] | undefined;
}

/** An answer in plain data: `errors` is absent where there are none, `data` where the executor gave up on it. */
export interface Shown {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly ShownError[];
}

const byPlace = (error: ShownError): string => JSON.stringify([error.path ?? null, error.message]);

/** Errors in an order that does not depend on which subgraph was faster. */
export const listed = (errors: readonly GraphQLError[]): readonly ShownError[] =>
  errors
    .map(({ message, path }) => ({ message, path: path?.slice() }))
    .sort((one, other) => (byPlace(one) < byPlace(other) ? -1 : 1));

export const shown = (
  data: Record<string, unknown> | null | undefined,
  errors: readonly GraphQLError[],
): Shown => ({
  ...(data === undefined ? {} : { data }),
  ...(errors.length === 0 ? {} : { errors: listed(errors) }),
});
