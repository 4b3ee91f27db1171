import { createRateLimiter } from '@aqmrg/platform/access/rate-limit.ts';
import { limitKeyOf } from '@aqmrg/platform/access/rate-limit-key.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { Asker } from './asker.ts';

/** An account's in a day. Each refusal tells something of counts, a yes or no; each answer is one more that was tried. */
export const mostInADay = { questions: 200, refusals: 20 };

const windowMs = 86_400_000;

export interface QuestionToll {
  /** Pays for a question. Rejects with RATE_LIMITED. */
  payQuestion(asker: Asker): Promise<void>;
  /**
   * What is found, paid for where it is a refusal. Rejects with RATE_LIMITED, before anything is judged, where a day's refusals are used up: whether a
   * question would pass is told no more then.
   */
  judged<Refusal>(asker: Asker, judge: () => Refusal | null): Promise<Refusal | null>;
}

export const createQuestionToll = ({
  cache,
  log,
}: {
  readonly cache: Cache;
  readonly log: Log;
}): QuestionToll => {
  const limiter = (name: string, points: number) => createRateLimiter(cache, { name, points, windowMs, log });
  const questions = limiter('questions about health', mostInADay.questions);
  const refusals = limiter('questions about too few days or events', mostInADay.refusals);
  return {
    async payQuestion({ caller, from }) {
      await questions.take(limitKeyOf(caller, from));
    },
    async judged({ caller, from }, judge) {
      const key = limitKeyOf(caller, from);
      await refusals.take(key);
      const refusal = judge();
      if (refusal === null) await refusals.giveBack(key);
      return refusal;
    },
  };
};
