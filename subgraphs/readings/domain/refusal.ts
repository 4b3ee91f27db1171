/** Why a row cannot be a reading. The graph's contract: add, never rename. */
export const refusalCodes = [
  'MALFORMED',
  'UNKNOWN_SENSOR',
  'NOT_YOURS',
  'RETIRED_SENSOR',
  'WRONG_QUANTITY',
  'WRONG_UNIT',
  'NOT_FINITE',
  'MISSING_VALUE',
  'PERIOD_REVERSED',
  'PERIOD_IN_FUTURE',
  'PERIOD_TOO_LONG',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly kind: 'refused';
  /** The field at fault: `value`, `channels.0.value`. */
  readonly field: string;
  readonly code: RefusalCode;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** A refusal and its place in the call, from 0. */
export type RefusedRow = Omit<Refusal, 'kind'> & { readonly index: number };

export const refused = (field: string, code: RefusalCode, message: string): Refusal => ({
  kind: 'refused',
  field,
  code,
  message,
});

export const malformed = (field: string, message: string): Refusal => refused(field, 'MALFORMED', message);

const longestShown = 48;
const cut = (text: string): string => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);

/** What was sent, short enough to be shown. */
export const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(cut(value));
  if (Array.isArray(value)) return 'A list';
  return typeof value === 'object' && value !== null ? 'An object' : String(value);
};
