import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { Breaker, Ending } from './breaker.ts';
import { noAnswer, reasonOf } from './failures.ts';
import { withExecute } from './links.ts';

const endingOf = (error: unknown, signal: AbortSignal): Ending => {
  if (signal.aborted) return 'unknown';
  if (reasonOf(error) !== undefined) return 'failed';
  // a refusal is an answer; anything else went wrong on our side
  return error instanceof AirError ? 'answered' : 'unknown';
};

/** Asks only while the breaker lets it, else fails at once. */
export const withBreaker = (link: SubgraphLink, breaker: Breaker): SubgraphLink =>
  withExecute(link, async (request) => {
    const admission = breaker.admit();
    if (!admission) throw noAnswer(link.name, 'broken');
    try {
      const result = await link.execute(request);
      breaker.report(admission, 'answered');
      return result;
    } catch (error) {
      breaker.report(admission, endingOf(error, request.signal));
      throw error;
    }
  });
