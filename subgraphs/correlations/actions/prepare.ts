import type { ExposureSeries, ExposureWish } from '../domain/exposure/exposure.ts';
import { readUploaded, uploadedColumn } from '../domain/exposure/uploaded.ts';
import { outcomeHashOf } from '../domain/health/outcome-hash.ts';
import { monthsOf } from '../domain/health/selection.ts';
import { areProblems, isProblem, type Problem } from '../domain/problem.ts';
import { isConfounder, type QuestionData, questionData } from '../domain/question/daily.ts';
import { partOf, spanOf } from '../domain/question/part.ts';
import { type ExposureAsked, wishOf } from '../domain/question/wish.ts';
import { exposuresFault } from '../domain/study/check-question.ts';
import type { HealthSeriesStore } from '../store/health-series.ts';
import type { Ask } from './ask.ts';
import { type Asker, notFound } from './asker.ts';
import type { Consider, Considered, HealthQuestion } from './consider.ts';
import type { ExposureReader } from './read-exposure.ts';

/** A question that needs exposures. */
export interface Question extends HealthQuestion {
  readonly exposures: readonly ExposureAsked[];
}

/** What may be asked, with the data that it takes to answer. */
export interface Prepared extends Pick<Considered, 'series' | 'outcome'> {
  /** What the outcome is known by. */
  readonly outcomeHash: string;
  readonly exposures: readonly ExposureSeries[];
  readonly data: QuestionData;
  /** 1 to 12; null for all. */
  readonly months: readonly number[] | null;
}

interface Ground {
  readonly consider: Consider;
  readonly ask: Ask;
  readonly series: Pick<HealthSeriesStore, 'values'>;
  readonly exposureReader: ExposureReader;
}

const placed = (fault: Problem, place: number): Problem => ({
  ...fault,
  field: `exposures.${place}.${fault.field}`,
});

interface Faulty {
  readonly faults: readonly Problem[];
}

/** All of them, or everything that is wrong with them. */
const allOf = <Found>(found: readonly (Found | Problem)[]): readonly Found[] | Faulty => {
  const faults = found.flatMap((one, place) => (isProblem(one) ? [placed(one, place)] : []));
  return faults.length > 0 ? { faults } : (found as readonly Found[]);
};

/** The columns that models of a question are made of, and no others: a series may have forty. */
const columnsFor = ({ series, outcome }: Considered, wishes: readonly ExposureWish[]): readonly string[] => [
  outcome.name,
  ...series.columns.filter(({ role }) => isConfounder(role)).map(({ name }) => name),
  ...wishes.flatMap((wish) => (wish.kind === 'uploaded' ? [wish.column] : [])),
];

/**
 * Reads what a question is about, or says everything that is wrong with it. What can be found wrong without the outcome's rows is, before these are read:
 * a question that fails by it is not noted as asked.
 */
export const createPreparation =
  ({ consider, ask, series: store, exposureReader }: Ground) =>
  async (question: Question, asker: Asker, signal: AbortSignal): Promise<Prepared | readonly Problem[]> => {
    const fault = exposuresFault(question.exposures);
    if (fault !== null) return [fault];
    const wishes = allOf<ExposureWish>(question.exposures.map(wishOf));
    if ('faults' in wishes) return wishes.faults;
    const considered = await consider(question, asker);
    if (areProblems(considered)) return considered;
    const { series, outcome, selection } = considered;
    const span = spanOf(series, selection);
    const measured = allOf(
      await Promise.all(
        wishes.map((wish) =>
          wish.kind === 'measured'
            ? exposureReader.measure(wish, span, signal)
            : uploadedColumn(wish.column, series),
        ),
      ),
    );
    if ('faults' in measured) return measured.faults;
    const values = await store.values(series.id, columnsFor(considered, wishes));
    const counts = values?.[outcome.name];
    if (values === null || counts === undefined) return [notFound('healthSeriesId', 'health series')];
    const part = partOf({ series, values }, selection);
    const exposures = allOf(
      wishes.map((wish, place) =>
        wish.kind === 'measured' ? (measured[place] as ExposureSeries) : readUploaded(wish.column, part),
      ),
    );
    if ('faults' in exposures) return exposures.faults;
    const refusal = await ask(considered, counts, asker);
    if (refusal !== null) return [refusal];
    const data = questionData({ part, outcome: outcome.name, exposures });
    const outcomeHash = outcomeHashOf(series.firstDay, counts);
    return { series, outcome, outcomeHash, exposures, data, months: monthsOf(selection) };
  };

export type Prepare = ReturnType<typeof createPreparation>;
