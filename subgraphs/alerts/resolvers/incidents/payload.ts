import type { Problem } from '../../domain/problem.ts';

/** Problems as a union of the graph has them. */
export const refused = (problems: readonly Problem[]) => ({
  __typename: 'AlertProblems' as const,
  problems: [...problems],
});
