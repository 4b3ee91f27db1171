import { createDeadlines } from '@aqmrg/platform/deadline.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { GatewayMetrics } from '../observe/metrics.ts';
import { type BreakerSettings, createBreaker } from './breaker.ts';
import { guardedExecute } from './in-flight.ts';
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

const guard = (link: SubgraphLink, options: GuardOptions): SubgraphLink => {
  const { metrics, log } = options;
  const service = link.name;
  const breaker = createBreaker(options.breaker ?? defaultBreaker, (state) => {
    metrics.breaker(service, state);
    log.warn({ service, state }, 'the breaker of a subgraph changed');
  });
  metrics.breaker(service, 'closed');

  const { deadlineMs } = options;
  const deadlines = createDeadlines(deadlineMs);
  const retried = withRetries(link, { ...retries, onRetry: () => metrics.retry(service) });
  return withExecute(link, guardedExecute({ link: retried, breaker, deadlines, deadlineMs, metrics, log }));
};

/** Every subgraph with a deadline, retries, a breaker and sharing, however it is reached. */
export const guardLinks = (links: Links, options: GuardOptions): Links =>
  new Map([...links].map(([name, link]) => [name, guard(link, options)]));
