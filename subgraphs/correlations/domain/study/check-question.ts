import { completeRows } from '../correlation/pairs.ts';
import { lagged } from '../lags/lagged.ts';
import { pick } from '../linear/matrix.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import type { Daily } from '../report/request.ts';
import { isTooSmall } from '../small-groups.ts';
import { fewDaysDecide, variesOnFewDays } from './few-days.ts';
import { chosenDays, numbersIn, onDays, type Spread, spreadOf } from './span.ts';
import type { PlannedExposure } from './study-plan.ts';
import type { ExposureColumn, StudyQuestion } from './study-question.ts';
import { groupTooSmall } from './suppression.ts';

const defaultIncrement = 10;
const mostExposures = 2;
/** In days, of exposures in pre-specified models. */
const longestLag = 7;

const wrong = (field: string, reason: string, next: string): Problem =>
  problem(field, 'WRONG_SETTING', reason, next);

const monthsFault = (months: readonly number[] | null): Problem | null =>
  months === null ||
  (months.length > 0 && months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12))
    ? null
    : wrong('months', 'Months are numbers from 1 to 12', 'Give at least one, or leave them out.');

/** What is wrong with the outcome and the months that are asked about, or how few people they are about. */
export const groupFault = (
  { outcome, months = null }: Pick<StudyQuestion, 'outcome' | 'months'>,
  daily: Daily,
): Problem | null => {
  const fault = monthsFault(months);
  if (fault !== null) return fault;
  const counts = numbersIn(daily, outcome.column, 'outcome');
  if (isProblem(counts)) return counts;
  const chosen = onDays(counts, chosenDays(daily, months)).filter((count) => !Number.isNaN(count));
  const events = chosen.reduce((sum, count) => sum + count, 0);
  return isTooSmall(chosen.length, events) ? groupTooSmall() : null;
};

/** Whether there are so many exposures as can be asked about at once. */
export const exposuresFault = ({ length }: readonly unknown[]): Problem | null =>
  length >= 1 && length <= mostExposures
    ? null
    : wrong('exposures', `There are ${length} exposures`, 'Ask about one, or two.');

/** What is wrong with a question but for its exposures' values. */
export const questionFault = (question: StudyQuestion, daily: Daily): Problem | null => {
  const { exposures, confounders } = question;
  const fault = exposuresFault(exposures);
  if (fault !== null) return fault;
  if (confounders.TEMPERATURE === undefined)
    return problem(
      'healthSeriesId',
      'UNKNOWN_COLUMN',
      'The series has no temperature, without which weather would pass for pollution',
      'Upload it with a column whose role is TEMPERATURE.',
    );
  return groupFault(question, daily);
};

/** Of the greatest value: less than this cannot be told from none, as far as numbers are exact. */
const leastShare = 1e-6;

const contrastFault = (
  { least, most }: Spread,
  { increment, reference }: Pick<PlannedExposure, 'increment' | 'reference'>,
): Problem | null => {
  if (!(increment > 0 && increment <= most - least))
    return wrong(
      'increment',
      `An increment of ${increment} is not one that was seen: the exposure lies between ${least} and ${most}`,
      'Give one above 0 that is smaller than the difference of these.',
    );
  const leastIncrement = leastShare * Math.max(Math.abs(least), Math.abs(most));
  if (increment < leastIncrement)
    return wrong(
      'increment',
      `An increment of ${increment} cannot be told from none: the exposure lies between ${least} and ${most}`,
      `Give one of at least ${leastIncrement}.`,
    );
  return reference >= least && reference <= most
    ? null
    : wrong(
        'reference',
        `The exposure is never ${reference}: it lies between ${least} and ${most}`,
        'Give a reference between these.',
      );
};

/** That at a lag a few of the days that have it and the outcome hold all that varies of an exposure. */
const fewDaysFault = (
  values: Float64Array,
  field: string,
  { outcome, months = null }: StudyQuestion,
  daily: Daily,
): Problem | null => {
  const counts = onDays(daily.columns[outcome.column] as Float64Array, chosenDays(daily, months));
  for (let lag = 0; lag <= longestLag; lag += 1) {
    const before = lagged(values, lag, new Int32Array(values.length));
    const days = completeRows([before, counts]);
    if (variesOnFewDays(pick(before, days), days)) return fewDaysDecide(field);
  }
  return null;
};

/** An exposure with the contrast that effects are told for, and how it is spread. */
export interface SpreadExposure {
  readonly planned: PlannedExposure;
  readonly spread: Spread;
}

/** Checks what is asked of an exposure, and chooses what is not. */
export const plannedExposure = (
  { column, exposure }: ExposureColumn,
  place: number,
  question: StudyQuestion,
  daily: Daily,
): SpreadExposure | Problem => {
  const { increment, reference, months = null } = question;
  const field = `exposures.${place}`;
  const values = numbersIn(daily, column, field);
  if (isProblem(values)) return values;
  const spread = spreadOf(onDays(values, chosenDays(daily, months)));
  if (Number.isNaN(spread.median))
    return problem(field, 'NO_EXPOSURE', 'There is no value of it on these days', 'Ask about other days.');
  if (spread.most === spread.least)
    return problem(field, 'CONSTANT', 'It is the same on all of these days', 'Ask about other days.');
  const fewDays = fewDaysFault(values, field, question, daily);
  if (fewDays !== null) return fewDays;
  if (place > 0) {
    // nobody says for what it is told: for as much as is usual, and was seen
    const seen = Math.min(defaultIncrement, spread.most - spread.least);
    return { planned: { column, exposure, increment: seen, reference: spread.median }, spread };
  }
  const contrast = { increment: increment ?? defaultIncrement, reference: reference ?? spread.median };
  return contrastFault(spread, contrast) ?? { planned: { column, exposure, ...contrast }, spread };
};
