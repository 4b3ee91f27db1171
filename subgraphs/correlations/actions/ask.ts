import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { unknownColumn } from '../domain/health/columns.ts';
import { judgeQuestion } from '../domain/health/differencing.ts';
import type { HealthColumn, HealthSeries, HealthValues } from '../domain/health/health-series.ts';
import { readSelection, type Selection, type SelectionSaid } from '../domain/health/selection.ts';
import { areProblems, isProblem, type Problem, problem } from '../domain/problem.ts';
import { type HealthQuestions, mostSelections } from '../store/health-questions.ts';
import type { HealthSeriesStore } from '../store/health-series.ts';
import { type Asker, notFound } from './asker.ts';
import type { HealthSeriesActions } from './health-series.ts';
import type { TellUse } from './tell-use.ts';

/** What every question says, whatever is asked. */
export interface HealthQuestion extends SelectionSaid {
  readonly healthSeriesId: string;
  /** Default: the first. */
  readonly outcome?: string | null | undefined;
}

/** What may be told. */
export interface Allowed {
  readonly series: HealthSeries;
  readonly outcome: HealthColumn;
  readonly selection: Selection;
  /** Of all days of the series: lags reach over those that were not selected. */
  readonly values: HealthValues;
}

interface AskGround {
  readonly series: Pick<HealthSeriesStore, 'values'>;
  readonly healthSeries: Pick<HealthSeriesActions, 'find'>;
  readonly questions: Pick<HealthQuestions, 'note'>;
  readonly tellUse: TellUse;
  readonly now: () => EpochMs;
}

const outcomeIn = ({ columns }: HealthSeries, wanted: string | null | undefined): HealthColumn | Problem => {
  const outcomes = columns.filter(({ role }) => role === 'OUTCOME');
  const found = outcomes.find(({ name }) => name === (wanted ?? outcomes[0]?.name));
  const names = outcomes.map(({ name }) => name);
  return found ?? unknownColumn('outcome', wanted ?? '', names);
};

const tooMany = problem(
  'from',
  'TOO_MANY',
  `You have asked about ${mostSelections} different choices of days of this outcome, as many as there may be`,
  'Ask about days that you have asked about before.',
);

/**
 * Lets a question through, noted and told, with what it takes to answer it; or says why it may not be answered. Nothing is told of groups that are too small,
 * nor anything from which, with what this account was told before, such a group would follow. Throws as `createHealthSeries` does.
 */
export const createAsk =
  ({ series, healthSeries, questions, tellUse, now }: AskGround) =>
  async (question: HealthQuestion, asker: Asker): Promise<Allowed | readonly Problem[]> => {
    const field = 'healthSeriesId';
    const found = await healthSeries.find(question.healthSeriesId, asker, field);
    if (isProblem(found)) return [found];
    const outcome = outcomeIn(found, question.outcome);
    const selection = readSelection(question, found);
    if (isProblem(outcome) || areProblems(selection))
      return [...(isProblem(outcome) ? [outcome] : []), ...(areProblems(selection) ? selection : [])];
    const values = await series.values(found.id);
    const counts = values?.[outcome.name];
    if (values === null || counts === undefined) return [notFound(field, 'health series')];
    const details = { outcome: outcome.name, ...selection };
    const noted = await questions.note({
      ...{ accountId: asker.caller.id, healthSeriesId: found.id, outcome: outcome.name },
      ...{ selection, at: now() },
      judge: (earlier) => judgeQuestion({ selection, series: found, counts, earlier }),
      tell: () =>
        tellUse(
          { healthSeriesId: found.id, organisation: found.organisationId, action: 'ASKED', details },
          asker,
        ),
    });
    switch (noted.kind) {
      case 'noted':
        return { series: found, outcome, selection, values };
      case 'refused':
        return [noted.refusal];
      case 'too-many':
        return [tooMany];
      case 'missing':
        return [notFound(field, 'health series')];
      default:
        return noted satisfies never;
    }
  };

export type Ask = ReturnType<typeof createAsk>;
