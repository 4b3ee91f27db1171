/** Why a model or a correlation cannot be had. The graph's contract: add, never rename. */
export const problemCodes = [
  'UNKNOWN_COLUMN',
  'UNEQUAL_LENGTHS',
  'NOT_A_SPECIFICATION',
  'WRONG_SETTING',
  'NOT_CSV',
  'NOT_JSON',
  'NOT_A_DATE',
  'FUTURE_DATE',
  'DATES_NOT_DAILY',
  'NOT_FINITE',
  'NOT_NUMERIC',
  'NEGATIVE_COUNT',
  'FRACTIONAL_COUNT',
  'ALL_ZERO',
  'TOO_FEW_DAYS',
  'MORE_COLUMNS_THAN_ROWS',
  'CONSTANT',
  'COLLINEAR',
  'KNOTS_COINCIDE',
  'SEPARATION',
  'NOT_CONVERGED',
  'SENTINEL',
  'OUT_OF_RANGE',
  'GROUP_TOO_SMALL',
  'FEW_DAYS_DECIDE',
  'REPLAYED_DATA',
  'NO_EXPOSURE',
  'NOT_FOUND',
  'NO_ORGANISATION',
  'TOO_MANY',
  'NOT_FINISHED',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** An expected failure: a value, never an exception. */
export interface Problem {
  readonly kind: 'problem';
  /** What is at fault: a column's name, or a path in the specification such as `terms.0.lags`. */
  readonly field: string;
  readonly code: ProblemCode;
  /** What is wrong. */
  readonly reason: string;
  /** What to change. */
  readonly next: string;
}

export const problem = (field: string, code: ProblemCode, reason: string, next: string): Problem => ({
  kind: 'problem',
  field,
  code,
  reason,
  next,
});

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'problem';

/** Everything that is wrong, told from what was wanted. */
export const areProblems = (value: unknown): value is readonly Problem[] => Array.isArray(value);
