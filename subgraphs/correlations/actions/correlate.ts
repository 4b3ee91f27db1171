import type { CorrelationFound } from '../domain/correlating/correlation-found.ts';
import type { Exposure } from '../domain/exposure/exposure.ts';
import { areProblems, isProblem, type Problem } from '../domain/problem.ts';
import type { AssociationRuns } from '../store/association-runs.ts';
import type { Asker } from './asker.ts';
import type { Prepare, Question } from './prepare.ts';
import type { QuestionToll } from './question-toll.ts';
import type { Runs } from './runs/runs.ts';

/** A correlation as it is asked for. */
export interface CorrelationAsked extends Omit<Question, 'exposures'> {
  readonly exposure: Question['exposures'][number];
  readonly method?: 'PEARSON' | 'SPEARMAN' | null | undefined;
  readonly lags?: number | null | undefined;
}

/** What was found, and of what. */
export interface Correlated extends Omit<CorrelationFound, 'kind'> {
  readonly method: 'PEARSON' | 'SPEARMAN';
  readonly outcome: string;
  readonly exposure: Exposure;
}

interface Ground {
  readonly prepare: Prepare;
  readonly toll: Pick<QuestionToll, 'payQuestion'>;
  readonly runs: Pick<AssociationRuns, 'othersAbout'>;
  readonly threads: Pick<Runs, 'correlate'>;
}

/** The input has one exposure: paths in problems are those of the input. */
const unlisted = (fault: Problem): Problem => ({
  ...fault,
  field: fault.field.replace(/^exposures\.0\./, 'exposure.'),
});

/** Correlates in a thread of its own, and keeps nothing: a tenth of a second for fourteen years at eight lags, some four for a century at 31. */
export const createCorrelate =
  ({ prepare, toll, runs, threads }: Ground) =>
  async (
    asked: CorrelationAsked,
    asker: Asker,
    signal: AbortSignal,
  ): Promise<Correlated | readonly Problem[]> => {
    const { exposure: wished, ...question } = asked;
    const prepared = await prepare({ ...question, exposures: [wished] }, asker, signal);
    if (areProblems(prepared)) return prepared.map(unlisted);
    await toll.payQuestion(asker);
    const { series, outcome, outcomeHash, data, exposures, months } = prepared;
    const [exposure] = exposures.map((one) => one.exposure) as [Exposure];
    const method = asked.method ?? 'PEARSON';
    const found = await threads.correlate(
      {
        daily: data.daily,
        question: {
          outcome: { column: data.outcome, label: outcome.label },
          exposure: { column: data.exposures[0] as string, exposure },
          confounders: data.confounders,
          method,
          lags: asked.lags ?? 0,
          months,
          askedBefore: await runs.othersAbout({ organisationId: series.organisationId, outcomeHash }),
        },
      },
      { signal },
    );
    if (isProblem(found)) return [found];
    const { kind: _, ...figures } = found;
    return { ...figures, method, outcome: outcome.label, exposure };
  };

export type Correlate = ReturnType<typeof createCorrelate>;
