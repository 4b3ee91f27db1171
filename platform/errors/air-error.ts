import { catalogue, type ErrorCode } from './catalogue.ts';

/** Both in the unit of the limit: tokens, levels, cost points, bytes. */
export interface Exceeded {
  readonly limit: number;
  readonly measured: number;
}

interface Details {
  /** The input field at fault, as a path: `readings.3.periodEnd`. */
  readonly field?: string;
  /** When to come back: also for those who are told by no header. */
  readonly retryAfterSeconds?: number;
  /** Of a stream that ends: where it can be taken up again. */
  readonly cursor?: string | undefined;
  /** A limit that was passed, and by how much. */
  readonly exceeded?: Exceeded;
  readonly cause?: unknown;
}

/** An error that may be shown: whatever else is thrown is masked as INTERNAL and logged. */
export class AirError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly cursor: string | undefined;
  readonly exceeded: Exceeded | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = 'AirError';
    this.code = code;
    this.field = details.field;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.cursor = details.cursor;
    this.exceeded = details.exceeded;
  }

  get status(): number {
    return catalogue[this.code].status;
  }

  /** What HTTP doors answer and what GraphQL errors carry as extensions. */
  toJSON(): {
    code: ErrorCode;
    message: string;
    next: string;
    field?: string;
    retryAfterSeconds?: number;
    cursor?: string;
  } & Partial<Exceeded> {
    return {
      code: this.code,
      message: this.message,
      next: catalogue[this.code].next,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: this.retryAfterSeconds }),
      ...(this.cursor === undefined ? {} : { cursor: this.cursor }),
      ...this.exceeded,
    };
  }
}

export const badInput = (field: string, message: string): AirError =>
  new AirError('BAD_INPUT', message, { field });
