/** What came of asking one field. */
export type Verdict =
  /** The edge or the table said no. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Nothing, as if there were nothing: null, an empty list, or a typed "there is none, or it is not yours". */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'something' }
  /** The test itself asked wrongly, or something broke. */
  | { readonly kind: 'broken'; readonly why: string };

interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read by their names
  readonly data?: any;
  readonly errors?: readonly GraphError[];
}

const refusals = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);
/** A typed answer that says no more than that there is nothing of this id. */
const withoutThings = new Set(['NOT_FOUND', 'NO_ORGANISATION', 'UNKNOWN_ID']);
const problems: ReadonlySet<unknown> = new Set(['AnalysisProblems', 'AlertProblems', 'ExportProblems']);
/** Pages of what depends on who asks. */
const pages: ReadonlySet<unknown> = new Set(['AlertConnection', 'AlertDeliveryConnection']);
const saysNothing = (value: Record<string, unknown>): boolean =>
  (pages.has(value.__typename) && Array.isArray(value.nodes) && value.nodes.length === 0) ||
  (problems.has(value.__typename) &&
    Array.isArray(value.problems) &&
    value.problems.every(({ code }) => withoutThings.has(code))) ||
  value.__typename === 'NotRegistered' ||
  (value.__typename === 'Refused' && value.reason === 'NOT_FOUND');

/** Rows that were all refused because they are somebody else's, or nobody's. */
const tookNothing = ({ accepted, refused }: Record<string, unknown>): boolean =>
  accepted === 0 &&
  Array.isArray(refused) &&
  refused.length > 0 &&
  refused.every(({ code }) => code === 'NOT_YOURS' || code === 'UNKNOWN_SENSOR');

/** `path`: where the answer of the field stands. */
export const judge = (
  { status, data, errors = [] }: Answered,
  path: readonly (string | number)[],
): Verdict => {
  const broken = errors.find(({ extensions }) => !refusals.has(extensions?.code ?? ''));
  if (broken) return { kind: 'broken', why: `${broken.extensions?.code}: ${broken.message}` };
  const atIt = errors.find(({ path: at = [] }) => at.join() === path.join());
  if (atIt) return { kind: 'refused', code: atIt.extensions?.code ?? '' };
  if (status === 401 || status === 403)
    return { kind: 'refused', code: errors[0]?.extensions?.code ?? String(status) };
  const value = path.reduce((within, step) => within?.[step], data);
  if (value === null || value === undefined) return { kind: 'nothing' };
  if (Array.isArray(value)) return { kind: value.length === 0 ? 'nothing' : 'something' };
  if (typeof value !== 'object') return { kind: 'something' };
  if (value.__typename === 'InvalidInput') return { kind: 'broken', why: JSON.stringify(value) };
  return { kind: saysNothing(value) || tookNothing(value) ? 'nothing' : 'something' };
};
