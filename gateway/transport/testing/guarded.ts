import { createDeadlines } from '@aqmrg/platform/deadline.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { pino } from 'pino';
import { silentMetrics } from '../../observe/metrics.ts';
import { createBreaker } from '../breaker.ts';
import { guardedExecute } from '../in-flight.ts';
import { withExecute } from '../links.ts';

const patient = { windowMs: 10_000, minimum: 1_000, rate: 1, inARow: 1_000, openMs: 1_000 };

/** A link with a deadline and sharing, and a breaker that never opens. */
export const guarded = (link: SubgraphLink, deadlineMs: number, onShared = (): void => undefined) =>
  withExecute(
    link,
    guardedExecute({
      link,
      breaker: createBreaker(patient, () => undefined),
      deadlines: createDeadlines(deadlineMs),
      deadlineMs,
      metrics: { ...silentMetrics, shared: onShared },
      log: pino({ level: 'silent' }),
    }),
  );
