import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import { inSpan } from '@aqmrg/platform/observe/tracing.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { FetchOutcome, GatewayMetrics } from '../observe/metrics.ts';
import { type BreakerSettings, createBreaker } from './breaker.ts';
import { withBreaker } from './circuit.ts';
import { withDeadline } from './deadline.ts';
import { type Reason, reasonOf } from './failures.ts';
import { shareInFlight } from './in-flight.ts';
import { type Links, withExecute } from './links.ts';
import { withRetries } from './retry.ts';

export interface GuardOptions {
  /** Within which a subgraph answers, all tries together. */
  readonly deadlineMs: number;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly breaker?: BreakerSettings;
}

/**
 * Cosmo's rate; but one that answers nobody is found out by five failures, also where little is asked, and after two seconds one
 * request may find out whether it is back.
 */
const defaultBreaker: BreakerSettings = {
  windowMs: 30_000,
  minimum: 20,
  rate: 0.5,
  inARow: 5,
  openMs: 2_000,
};

const retries = { more: 2, pauseMs: 50 };

const outcomes: Readonly<Record<Reason, FetchOutcome>> = {
  passing: 'unavailable',
  lasting: 'unavailable',
  deadline: 'deadline',
  broken: 'broken',
};

const outcomeOf = (error: unknown, signal: AbortSignal): FetchOutcome => {
  if (signal.aborted) return 'aborted';
  const reason = reasonOf(error);
  if (reason !== undefined) return outcomes[reason];
  return error instanceof AirError ? 'errors' : 'unavailable';
};

/** Counts, times and traces each fetch, and logs what failed: once, where the cause is known. */
const watched = (link: SubgraphLink, { metrics, log }: GuardOptions): SubgraphLink => {
  const service = link.name;
  const attributes = { 'subgraph.name': service };
  return withExecute(link, (request) =>
    inSpan(`subgraph ${service}`, attributes, async () => {
      const began = performance.now();
      const seconds = (): number => (performance.now() - began) / 1_000;
      try {
        const result = await link.execute(request);
        metrics.fetch(service, result.errors?.length ? 'errors' : 'ok', seconds());
        return result;
      } catch (error) {
        const outcome = outcomeOf(error, request.signal);
        metrics.fetch(service, outcome, seconds());
        if (outcome === 'unavailable' || outcome === 'deadline') {
          log.warn({ err: error, service, requestId: request.requestId }, 'a subgraph did not answer');
        }
        throw error;
      }
    }),
  );
};

const guard = (link: SubgraphLink, options: GuardOptions): SubgraphLink => {
  const { metrics, log } = options;
  const service = link.name;
  const breaker = createBreaker(options.breaker ?? defaultBreaker, (state) => {
    metrics.breaker(service, state);
    log.warn({ service, state }, 'the breaker of a subgraph changed');
  });
  metrics.breaker(service, 'closed');

  const retried = withRetries(link, { ...retries, onRetry: () => metrics.retry(service) });
  const timely = withDeadline(retried, options.deadlineMs);
  const sparing = withBreaker(timely, breaker);
  return shareInFlight(watched(sparing, options), () => metrics.shared('fetch'));
};

/** Every subgraph with a deadline, retries, a breaker and sharing, however it is reached. */
export const guardLinks = (links: Links, options: GuardOptions): Links =>
  new Map([...links].map(([name, link]) => [name, guard(link, options)]));
