export const problemCodes = [
  'NOT_FOUND',
  'NO_ORGANISATION',
  'MISSING',
  'NOT_USED',
  'OUT_OF_RANGE',
  'UNKNOWN_ID',
  'NOT_A_DURATION',
  'NOT_A_TIME',
  'NOT_A_TIME_ZONE',
  'NOT_AN_ADDRESS',
  'ADDRESS_NOT_ALLOWED',
  'NOT_A_TEMPLATE',
  'NOT_PLAIN_TEXT',
  'TOO_MANY',
  'TOO_LONG',
  'CHANGED_MEANWHILE',
  'OVER',
  'NOT_CONFIRMED',
  'DELIVERY_FAILED',
  'FORBIDDEN',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What is wrong with what was asked for, where, and what to change. */
export interface Problem {
  /** The path in the input: `condition.threshold`. */
  readonly field: string;
  readonly code: ProblemCode;
  readonly reason: string;
  readonly next: string;
}

export const isProblems = <T>(found: T | readonly Problem[]): found is readonly Problem[] =>
  Array.isArray(found);
