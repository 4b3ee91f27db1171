/** Why something cannot be exported as it was asked for, and what to do. */
export interface Problem {
  /** The argument or part at fault. */
  readonly field: string;
  readonly code: ProblemCode;
  readonly reason: string;
  readonly next: string;
}

export type ProblemCode =
  | 'BAD_VALUE'
  | 'UNKNOWN'
  | 'DOES_NOT_FIT'
  | 'TOO_MUCH'
  | 'NOTHING_THERE'
  | 'QUOTA_SPENT'
  | 'NOT_FOUND'
  | 'STORAGE_FULL'
  | 'NOT_FINISHED';

export const problem = (field: string, code: ProblemCode, reason: string, next: string): Problem => ({
  field,
  code,
  reason,
  next,
});

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'next' in value;

/** Everything that is wrong, told from what was wanted, be that a list too. */
export const areProblems = (found: unknown): found is readonly Problem[] =>
  Array.isArray(found) && found.length > 0 && found.every(isProblem);
