import type { ExposureSeries, ExposureWish } from '../domain/exposure/exposure.ts';
import { monthsOf } from '../domain/health/selection.ts';
import { areProblems, isProblem, type Problem } from '../domain/problem.ts';
import { type QuestionData, questionData } from '../domain/question/daily.ts';
import { type Part, partOf } from '../domain/question/part.ts';
import { type ExposureAsked, wishOf } from '../domain/question/wish.ts';
import { exposuresFault } from '../domain/study/check-question.ts';
import type { Allowed, Ask, HealthQuestion } from './ask.ts';
import type { Asker } from './asker.ts';
import type { ExposureReader } from './read-exposure.ts';

/** A question that needs exposures. */
export interface Question extends HealthQuestion {
  readonly exposures: readonly ExposureAsked[];
}

/** What this account may ask, with the data that it takes to answer. */
export interface Prepared extends Pick<Allowed, 'series' | 'outcome'> {
  readonly exposures: readonly ExposureSeries[];
  readonly data: QuestionData;
  /** 1 to 12; null for all. */
  readonly months: readonly number[] | null;
}

const placed = (fault: Problem, place: number): Problem => ({
  ...fault,
  field: `exposures.${place}.${fault.field}`,
});

/** Everything that is wrong with exposures; null where nothing is. */
const faultsOf = (found: readonly unknown[]): readonly Problem[] | null => {
  const faults = found.flatMap((one, place) => (isProblem(one) ? [placed(one, place)] : []));
  return faults.length > 0 ? faults : null;
};

/** Reads what a question is about, which is noted first; or says everything that is wrong with it. */
export const createPreparation =
  ({ ask, exposureReader }: { readonly ask: Ask; readonly exposureReader: ExposureReader }) =>
  async (question: Question, asker: Asker, signal: AbortSignal): Promise<Prepared | readonly Problem[]> => {
    const fault = exposuresFault(question.exposures);
    if (fault !== null) return [fault];
    const wishes = question.exposures.map(wishOf);
    const contradictions = faultsOf(wishes);
    if (contradictions !== null) return contradictions;
    const allowed = await ask(question, asker);
    if (areProblems(allowed)) return allowed;
    const { series, outcome, selection } = allowed;
    const part: Part = partOf(allowed, selection);
    const read = (wish: ExposureWish) => exposureReader.read(wish, part, signal);
    const exposures = await Promise.all(wishes.filter((wish) => !isProblem(wish)).map(read));
    const faults = faultsOf(exposures);
    if (faults !== null) return faults;
    const found = exposures.filter((one): one is ExposureSeries => !isProblem(one));
    const data = questionData({ part, outcome: outcome.name, exposures: found });
    return { series, outcome, exposures: found, data, months: monthsOf(selection) };
  };

export type Prepare = ReturnType<typeof createPreparation>;
