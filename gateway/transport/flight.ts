import type { Deadlines } from '@aqmrg/platform/deadline.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import { inSpan, isTracing } from '@aqmrg/platform/observe/tracing.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import type { FetchOutcome, GatewayMetrics } from '../observe/metrics.ts';
import type { Admission, Breaker, Ending } from './breaker.ts';
import { copyOf } from './copy.ts';
import { NoAnswer, noAnswer, type Reason, reasonOf } from './failures.ts';

/** What every request to a subgraph is held to, and who hears of it. */
export interface Guards {
  readonly link: SubgraphLink;
  readonly breaker: Breaker;
  readonly deadlines: Deadlines;
  readonly deadlineMs: number;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

/** One of those who wait for an answer. */
interface Waiting {
  readonly resolve: (result: ExecutionResult) => void;
  readonly reject: (error: unknown) => void;
  /** Stops listening for its own client. */
  readonly end: () => void;
}

const outcomes: Readonly<Record<Reason, FetchOutcome>> = {
  passing: 'unavailable',
  lasting: 'unavailable',
  disbelieved: 'unavailable',
  deadline: 'deadline',
  broken: 'broken',
};

const outcomeOf = (error: unknown): FetchOutcome => {
  const reason = reasonOf(error);
  if (reason !== undefined) return outcomes[reason];
  return error instanceof AirError ? 'errors' : 'unavailable';
};

const endingOf = (error: unknown): Ending => {
  const reason = reasonOf(error);
  // one caller whom a room does not believe must not close it to all others
  if (reason === 'disbelieved') return 'answered';
  if (reason !== undefined) return 'failed';
  // a refusal is an answer; anything else went wrong on our side
  return error instanceof AirError ? 'answered' : 'unknown';
};

/**
 * One request under way to a subgraph, and all who wait for it. One object and one promise for what could be a layer for each guard:
 * every fetch pays for them.
 *
 *   waiting ──the breaker lets nobody through──▶ landed, failed at once
 *   waiting ──answer or failure──▶ landed
 *   waiting ──deadline, whether or not the link heeds its signal──▶ landed, failed, link aborted
 *   waiting ──the last who waited left──▶ landed, link aborted
 */
export class Flight {
  readonly #guards: Guards;
  readonly #request: GraphRequest;
  readonly #onLanded: (flight: Flight) => void;
  readonly #variablesText: string | undefined;
  readonly #waiting = new Set<Waiting>();
  readonly #stop = new AbortController();
  readonly #began = performance.now();
  #admission: Admission | undefined;
  #cancelDeadline: (() => void) | undefined;
  #landed = false;

  constructor(
    guards: Guards,
    request: GraphRequest,
    onLanded: (flight: Flight) => void,
    variablesText = request.variablesText,
  ) {
    this.#guards = guards;
    this.#request = request;
    this.#onLanded = onLanded;
    this.#variablesText = variablesText;
  }

  get variablesText(): string | undefined {
    return this.#variablesText;
  }

  get request(): GraphRequest {
    return this.#request;
  }

  /** An answer of one's own, to build on in place; rejects when `signal` fires. */
  join(signal: AbortSignal): Promise<ExecutionResult> {
    return new Promise((resolve, reject) => {
      const leave = (): void => this.#leave(one, signal.reason);
      const one: Waiting = { resolve, reject, end: () => signal.removeEventListener('abort', leave) };
      this.#waiting.add(one);
      signal.addEventListener('abort', leave);
    });
  }

  depart(): void {
    const { link, breaker, deadlines, deadlineMs } = this.#guards;
    this.#admission = breaker.admit();
    if (!this.#admission) {
      this.#fail(noAnswer(link.name, 'broken'));
      return;
    }
    this.#cancelDeadline = deadlines.start(() => {
      const message = `The ${link.name} subgraph did not answer within ${deadlineMs / 1_000} s.`;
      const late = new NoAnswer('deadline', message);
      this.#fail(late);
      this.#stop.abort(late);
    });
    this.#ask().then(
      (result) => this.#deliver(result),
      (error: unknown) => this.#fail(error),
    );
  }

  #ask(): Promise<ExecutionResult> {
    const { link } = this.#guards;
    const { document, operationName, variables, kind, caller, from, requestId } = this.#request;
    // written out: spreading an object costs more than all the rest of this
    const asked = {
      document,
      operationName,
      variables,
      kind,
      variablesText: this.#variablesText,
      caller,
      from,
      requestId,
      signal: this.#stop.signal,
    };
    if (!isTracing()) return link.execute(asked);
    return inSpan(`subgraph ${link.name}`, { 'subgraph.name': link.name }, () => link.execute(asked));
  }

  #leave(one: Waiting, reason: unknown): void {
    one.end();
    this.#waiting.delete(one);
    one.reject(reason);
    if (this.#waiting.size > 0 || !this.#land('aborted', 'unknown')) return;
    this.#stop.abort(reason);
  }

  #deliver(result: ExecutionResult): void {
    if (!this.#land(result.errors?.length ? 'errors' : 'ok', 'answered')) return;
    // all copies before anyone goes on: whoever gets the answer builds on it in place
    const copies = [...this.#waiting].map((_, index) => (index === 0 ? result : copyOf(result)));
    let next = 0;
    for (const { end, resolve } of this.#waiting) {
      end();
      resolve(copies[next] as ExecutionResult);
      next += 1;
    }
  }

  #fail(error: unknown): void {
    const outcome = outcomeOf(error);
    if (!this.#land(outcome, endingOf(error))) return;
    const { link, log } = this.#guards;
    if (outcome === 'unavailable' || outcome === 'deadline')
      log.warn(
        { err: error, service: link.name, requestId: this.#request.requestId },
        'a subgraph did not answer',
      );
    for (const { end, reject } of this.#waiting) {
      end();
      reject(error);
    }
  }

  /** False: it landed before, and what comes now is too late. */
  #land(outcome: FetchOutcome, ending: Ending): boolean {
    if (this.#landed) return false;
    this.#landed = true;
    this.#cancelDeadline?.();
    const { link, breaker, metrics } = this.#guards;
    if (this.#admission) breaker.report(this.#admission, ending);
    metrics.fetch(link.name, outcome, (performance.now() - this.#began) / 1_000);
    this.#onLanded(this);
    return true;
  }
}
