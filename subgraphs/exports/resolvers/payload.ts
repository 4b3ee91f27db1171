import type { Problem } from '../domain/problem.ts';

/** Problems as a union of the graph has them. */
export const refused = (problems: Problem | readonly Problem[]) => ({
  __typename: 'ExportProblems' as const,
  problems: [problems].flat() as Problem[],
});
