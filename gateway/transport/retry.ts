import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { isQuery } from './documents.ts';
import { reasonOf } from './failures.ts';
import { withExecute } from './links.ts';

export interface RetryOptions {
  /** Tries after the first. */
  readonly more: number;
  /** The longest pause before the second try; it doubles with each. */
  readonly pauseMs: number;
  readonly onRetry: () => void;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * Asks again where a query was refused, cut off or turned away. Mutations are not: they may have been carried out. The pauses are
 * wholly random, so that many gateways do not come back at once.
 */
export const withRetries = (link: SubgraphLink, options: RetryOptions): SubgraphLink => {
  const { more, pauseMs, onRetry, random = Math.random } = options;
  const again = async (request: GraphRequest, first: unknown): Promise<ExecutionResult> => {
    let error = first;
    for (let tries = 0; tries < more; tries += 1) {
      if (reasonOf(error) !== 'passing' || !isQuery(request) || request.signal.aborted) break;
      onRetry();
      await sleep(random() * pauseMs * 2 ** tries, undefined, { signal: request.signal, ref: false });
      try {
        return await link.execute(request);
      } catch (next) {
        error = next;
      }
    }
    throw error;
  };
  return withExecute(link, (request) =>
    // what succeeds passes as it is
    link.execute(request).catch((error: unknown) => again(request, error)),
  );
};
