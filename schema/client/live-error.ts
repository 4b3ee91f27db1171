/** What ended a subscription for good. */
export interface LiveProblem {
  readonly message: string;
  /** A code of the gateway's error catalogue, or CLOSED where the socket was closed with a code that says no. */
  readonly code: string;
  /** The variable, argument or wish at fault, where one is. */
  readonly field?: string | undefined;
  /** With CLOSED: the WebSocket's close code. */
  readonly closeCode?: number | undefined;
  /** Where the subscription can be gone on from, once what is wrong is mended. */
  readonly cursor?: string | undefined;
  readonly cause?: unknown;
}

/** Why a subscription ended and coming back does not help. Thrown to who reads it, behind the events that had come before. */
export class LiveError extends Error {
  override readonly name = 'LiveError';
  readonly code: string;
  readonly field: string | undefined;
  readonly closeCode: number | undefined;
  readonly cursor: string | undefined;

  constructor({ message, code, field, closeCode, cursor, cause }: LiveProblem) {
    super(message, { cause });
    this.code = code;
    this.field = field;
    this.closeCode = closeCode;
    this.cursor = cursor;
  }
}

/** One error as the gateway words it. */
export interface GraphProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What the gateway said of a subscription, or of one event, as an error to throw. `cursor` is the newest place that is known here. */
export const errorOf = (problems: readonly GraphProblem[], cursor: string | undefined): LiveError => {
  const [first] = problems;
  return new LiveError({
    message: first?.message ?? 'The gateway gave neither data nor a reason.',
    code: textOf(first?.extensions?.code) ?? 'UNKNOWN',
    field: textOf(first?.extensions?.field),
    cursor: cursor ?? textOf(first?.extensions?.cursor),
    cause: problems,
  });
};
