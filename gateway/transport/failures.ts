import { AirError } from '@aqmrg/platform/errors/air-error.ts';

/**
 * Why a subgraph gave no answer. passing: it refused, was cut off or said 502–504, another try may succeed; lasting: what it sent
 * is no answer, and would not be one the next time; disbelieved: it is there, and does not believe who asks; deadline: it took too long;
 * broken: it was not even asked.
 */
export type Reason = 'passing' | 'lasting' | 'disbelieved' | 'deadline' | 'broken';

/** A subgraph gave no answer. The cause holds addresses: it is for the log only. */
export class NoAnswer extends AirError {
  readonly reason: Reason;

  constructor(reason: Reason, message: string, cause?: unknown) {
    super('SUBGRAPH_UNAVAILABLE', message, { cause });
    this.reason = reason;
  }
}

export const noAnswer = (service: string, reason: Reason, cause?: unknown): NoAnswer =>
  new NoAnswer(reason, `The ${service} subgraph does not answer.`, cause);

/** Undefined: the error says nothing of whether the subgraph is well. */
export const reasonOf = (error: unknown): Reason | undefined => {
  if (error instanceof NoAnswer) return error.reason;
  return error instanceof AirError && error.code === 'SUBGRAPH_UNAVAILABLE' ? 'lasting' : undefined;
};
