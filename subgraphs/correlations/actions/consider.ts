import { unknownColumn } from '../domain/health/columns.ts';
import type { HealthColumn, HealthSeries } from '../domain/health/health-series.ts';
import { readSelection, type Selection, type SelectionSaid } from '../domain/health/selection.ts';
import { areProblems, isProblem, type Problem } from '../domain/problem.ts';
import type { Asker } from './asker.ts';
import type { HealthSeriesActions } from './health-series.ts';

/** What every question says, whatever is asked. */
export interface HealthQuestion extends SelectionSaid {
  readonly healthSeriesId: string;
  /** Default: the first. */
  readonly outcome?: string | null | undefined;
}

/** What a question is about, before any row is read. */
export interface Considered {
  readonly series: HealthSeries;
  readonly outcome: HealthColumn;
  /** The outcome's among the outcomes of the series, from 1. */
  readonly place: number;
  readonly selection: Selection;
}

const outcomeIn = (
  { columns }: HealthSeries,
  wanted: string | null | undefined,
): Pick<Considered, 'outcome' | 'place'> | Problem => {
  const outcomes = columns.filter(({ role }) => role === 'OUTCOME');
  const names = outcomes.map(({ name }) => name);
  const place = names.indexOf(wanted ?? names[0] ?? '');
  const outcome = outcomes[place];
  return outcome === undefined
    ? unknownColumn('outcome', wanted ?? '', names)
    : { outcome, place: place + 1 };
};

/** Finds what a question is about, or everything that is wrong with it as far as no row tells. Throws as `createHealthSeries` does. */
export const createConsider =
  (healthSeries: Pick<HealthSeriesActions, 'find'>) =>
  async (question: HealthQuestion, asker: Asker): Promise<Considered | readonly Problem[]> => {
    const series = await healthSeries.find(question.healthSeriesId, asker, 'healthSeriesId');
    if (isProblem(series)) return [series];
    const found = outcomeIn(series, question.outcome);
    const selection = readSelection(question, series);
    if (isProblem(found) || areProblems(selection))
      return [...(isProblem(found) ? [found] : []), ...(areProblems(selection) ? selection : [])];
    return { series, ...found, selection };
  };

export type Consider = ReturnType<typeof createConsider>;
