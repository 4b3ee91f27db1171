import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { judgeQuestion } from '../domain/health/differencing.ts';
import { outcomeHashOf } from '../domain/health/outcome-hash.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { type HealthQuestions, mostSelections } from '../store/health-questions.ts';
import type { Asker } from './asker.ts';
import type { Considered } from './consider.ts';
import type { QuestionToll } from './question-toll.ts';
import type { TellUse } from './tell-use.ts';

interface AskGround {
  readonly questions: Pick<HealthQuestions, 'note'>;
  readonly toll: Pick<QuestionToll, 'judged'>;
  readonly tellUse: TellUse;
  readonly now: () => EpochMs;
}

const tooMany = problem(
  'from',
  'TOO_MANY',
  `Your organisation has asked about ${mostSelections} different choices of days of this outcome, as many as there may be`,
  'Ask about days that it has asked about before.',
);

/**
 * Lets a question through, noted and told: null; or says why it may not be answered. Nothing is told of groups that are too small, nor anything from which,
 * with what this organisation was told before, such a group would follow. `counts` are all of the outcome's. Refusals are told to the audit log too.
 */
export const createAsk =
  ({ questions, toll, tellUse, now }: AskGround) =>
  async (
    { series, place, selection }: Considered,
    counts: Float64Array,
    asker: Asker,
  ): Promise<Problem | null> => {
    const { id: healthSeriesId, organisationId } = series;
    const tell = (action: 'ASKED' | 'REFUSED') => {
      const details = { outcome: place, ...selection };
      return tellUse({ healthSeriesId, organisation: organisationId, action, details }, asker);
    };
    const noted = await questions.note({
      ...{ organisationId, outcomeHash: outcomeHashOf(series.firstDay, counts) },
      ...{ selection, askedBy: asker.caller.id, at: now() },
      judge: (earlier) => toll.judged(asker, () => judgeQuestion({ selection, series, counts, earlier })),
      tell: () => tell('ASKED'),
    });
    switch (noted.kind) {
      case 'noted':
        return null;
      case 'refused':
        await tell('REFUSED');
        return noted.refusal;
      case 'too-many':
        return tooMany;
      default:
        return noted satisfies never;
    }
  };

export type Ask = ReturnType<typeof createAsk>;
