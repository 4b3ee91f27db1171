import type { ExposureSeries, ExposureWish } from '../domain/exposure/exposure.ts';
import type { HealthColumn, HealthSeries } from '../domain/health/health-series.ts';
import { readSelection, type Selection, type SelectionSaid } from '../domain/health/selection.ts';
import { areProblems, isProblem, type Problem, problem } from '../domain/problem.ts';
import { type QuestionData, questionData } from '../domain/question/daily.ts';
import { type Part, partOf } from '../domain/question/part.ts';
import { type ExposureAsked, wishOf } from '../domain/question/wish.ts';
import type { HealthSeriesStore } from '../store/health-series.ts';
import type { AskQuestion, Who } from './ask-question.ts';
import type { ExposureReader } from './read-exposure.ts';

/** What every question says: of which outcome, which exposures and which days. */
export interface Asked extends SelectionSaid {
  readonly healthSeriesId: string;
  readonly outcome?: string | null | undefined;
  readonly exposures: readonly ExposureAsked[];
}

/** A question with its data, which this account may ask. */
export interface Prepared extends QuestionData {
  readonly series: HealthSeries;
  readonly outcomeColumn: HealthColumn;
  readonly exposureSeries: readonly ExposureSeries[];
  readonly selection: Selection;
  /** The months that are asked about, 1 to 12; null for all. */
  readonly months: readonly number[] | null;
}

interface Ground {
  readonly healthSeries: Pick<HealthSeriesStore, 'find' | 'values'>;
  readonly exposures: ExposureReader;
  readonly askQuestion: AskQuestion;
}

export const noOrganisation = problem(
  'healthSeriesId',
  'NO_ORGANISATION',
  'Health series belong to organisations, and you are a member of none',
  'Ask an administrator to place you in one.',
);

export const notThere = (field: string, what: string): Problem =>
  problem(field, 'NOT_FOUND', `There is no ${what} of this id, or it is not yours`, 'Check the id.');

const outcomeOf = ({ columns }: HealthSeries, asked: string | null | undefined): HealthColumn | Problem => {
  const outcomes = columns.filter(({ role }) => role === 'OUTCOME');
  const found = asked === null || asked === undefined ? outcomes[0] : outcomes.find(({ name }) => name === asked);
  return (
    found ??
    problem(
      'outcome',
      'UNKNOWN_COLUMN',
      `The series has no outcome ${asked?.slice(0, 200)}`,
      `Name one of ${outcomes.map(({ name }) => name).join(', ')}.`,
    )
  );
};

const placed = (fault: Problem, place: number): Problem => ({ ...fault, field: `exposures.${place}.${fault.field}` });

/** Everything that is wrong with the exposures, or all of them. */
const wishesOf = (exposures: readonly ExposureAsked[]): readonly ExposureWish[] | readonly Problem[] => {
  const wishes = exposures.map(wishOf);
  const faults = wishes.flatMap((wish, place) => (isProblem(wish) ? [placed(wish, place)] : []));
  return faults.length > 0 ? faults : wishes.filter((wish) => !isProblem(wish));
};

export const createPreparation = ({ healthSeries, exposures, askQuestion }: Ground) => {
  const exposuresOf = async (
    wishes: readonly ExposureWish[],
    part: Part,
    signal: AbortSignal,
  ): Promise<readonly ExposureSeries[] | readonly Problem[]> => {
    const found = await Promise.all(wishes.map((wish) => exposures.read(wish, part, signal)));
    const faults = found.flatMap((one, place) => (isProblem(one) ? [placed(one, place)] : []));
    return faults.length > 0 ? faults : found.filter((one) => !isProblem(one));
  };

  /** Reads what a question is about; or everything that is wrong with it. That it was asked is written down before anything of it can be told. */
  return async (asked: Asked, who: Who, signal: AbortSignal): Promise<Prepared | readonly Problem[]> => {
    const { organisation } = who.caller;
    if (organisation === null) return [noOrganisation];
    const series = await healthSeries.find(asked.healthSeriesId, organisation);
    if (series === null) return [notThere('healthSeriesId', 'health series')];
    const outcomeColumn = outcomeOf(series, asked.outcome);
    if (isProblem(outcomeColumn)) return [outcomeColumn];
    const selection = readSelection(asked, series);
    if (areProblems(selection)) return selection;
    const wishes = wishesOf(asked.exposures);
    if (areProblems(wishes)) return wishes;
    const values = await healthSeries.values(series.id);
    const part = partOf({ series, values }, selection);
    const exposureSeries = await exposuresOf(wishes, part, signal);
    if (areProblems(exposureSeries)) return exposureSeries;
    const refusal = await askQuestion({ series, values, outcome: outcomeColumn.name, selection }, who);
    if (refusal !== null) return [refusal];
    const data = questionData({ part, outcome: outcomeColumn.name, exposures: exposureSeries });
    return { ...data, series, outcomeColumn, exposureSeries, selection, months: asked.months ?? null };
  };
};
export type Prepare = ReturnType<typeof createPreparation>;
