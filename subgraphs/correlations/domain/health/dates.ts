import { dateOf, dayNumber } from '../days.ts';
import { type Problem, problem } from '../problem.ts';
import { shown } from '../shown.ts';
import { createFaults, type Fault } from './faults.ts';
import { mostDays } from './upload.ts';

export interface Dates {
  /** In their order, a row each. */
  readonly texts: readonly string[];
  readonly placeOf: (row: number) => string;
  /** The first day that has not come anywhere on Earth. */
  readonly tomorrow: string;
}

interface Span {
  /** YYYY-MM-DD */
  readonly firstDay: string;
  readonly days: number;
}

const earliest = '1800-01-01';
/** As many missing days as are named. */
const mostNamed = 5;

const noDate = (text: string): Fault => ({
  code: 'NOT_A_DATE',
  what: `there is no date: ${text === '' ? 'it is empty' : shown(text)}`,
  next: 'Write dates as YYYY-MM-DD.',
});

/** What is wrong with a date by itself. */
const dateFault = (text: string, tomorrow: string): Fault | null => {
  if (text >= tomorrow)
    return { code: 'FUTURE_DATE', what: `${text} has not come yet`, next: 'Leave out days to come.' };
  return text < earliest
    ? { code: 'OUT_OF_RANGE', what: `${text} is before ${earliest}`, next: 'Correct the year.' }
    : null;
};

/** What is wrong with a date behind another. */
const orderFault = (text: string, step: number): Fault | null => {
  const code = 'DATES_NOT_DAILY';
  if (step === 0)
    return { code, kind: 'twice', what: `${text} comes twice`, next: 'Write one row for each day.' };
  return step < 0
    ? { code, kind: 'order', what: `${text} comes after a later day`, next: 'Put the rows in order.' }
    : null;
};

type Gap = readonly [from: number, to: number];

const gapsIn = (field: string, gaps: readonly Gap[]): readonly Problem[] => {
  if (gaps.length === 0) return [];
  const count = gaps.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const first = gaps.slice(0, mostNamed).flatMap(([from, to]) => {
    const length = Math.min(mostNamed, to - from + 1);
    return Array.from({ length }, (_, i) => dateOf(from + i));
  });
  const named = first.slice(0, mostNamed).join(', ');
  const reason = count > mostNamed ? `${count} days are missing: ${named}, …` : `Days are missing: ${named}`;
  const next = 'Write a row with empty cells for each day of which nothing is known.';
  return [problem(field, 'DATES_NOT_DAILY', reason, next)];
};

/** One row for each day, in order, none left out: models count rows to know how long ago something was. */
export const judgeDates = ({ texts, placeOf, tomorrow }: Dates, field: string): Span | readonly Problem[] => {
  const [firstDay] = texts;
  if (firstDay === undefined)
    return [problem(field, 'TOO_FEW_DAYS', 'There is no row', 'Send a row for each day.')];
  if (texts.length > mostDays)
    return [problem(field, 'TOO_MANY', `There are more than ${mostDays} days`, 'Leave out some.')];
  const faults = createFaults(field);
  const gaps: Gap[] = [];
  let before: number | null = null;
  for (const [row, text] of texts.entries()) {
    const number = dayNumber(text);
    if (number === null) {
      faults.note(placeOf(row), noDate(text));
      // it may have been the next one: those behind it are judged all the same
      before = before === null ? null : before + 1;
      continue;
    }
    const step = before === null ? 1 : number - before;
    for (const fault of [dateFault(text, tomorrow), orderFault(text, step)])
      if (fault !== null) faults.note(placeOf(row), fault);
    if (step > 1) gaps.push([number - step + 1, number - 1]);
    before = number;
  }
  const problems = [...faults.problems(), ...gapsIn(field, gaps)];
  return problems.length > 0 ? problems : { firstDay, days: texts.length };
};
