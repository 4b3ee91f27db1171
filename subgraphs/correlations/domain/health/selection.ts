import { dayNumber } from '../days.ts';
import { type Problem, type ProblemCode, problem } from '../problem.ts';
import { shown } from '../shown.ts';
import { fewestDays } from '../small-groups.ts';
import { type HealthSeries, lastDayOf } from './health-series.ts';
import { type Month, monthsIn } from './months.ts';

/** Which days of a series are asked about: whole months of it. */
export interface Selection {
  /** Local dates, YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  /** Bits of the months, January the lowest. */
  readonly months: number;
}

/** As a question says it: what it leaves out is all. */
export interface SelectionSaid {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** 1 to 12. */
  readonly months?: readonly number[] | null | undefined;
}

type Span = Pick<HealthSeries, 'firstDay' | 'days'>;

export const everyMonth = 0b1111_1111_1111;

export const wholeOf = (series: Span): Selection => ({
  from: series.firstDay,
  to: lastDayOf(series),
  months: everyMonth,
});

/** What a span may begin and end with. */
const ends = {
  from: { of: ({ first }: Month) => first, name: 'first' },
  to: { of: ({ last }: Month) => last, name: 'last' },
} as const;

/** Moved day by day, a span would tell of days: by which of them are refused, and by what is told. */
const boundFault = (field: 'from' | 'to', date: string, months: readonly Month[]): Problem | null => {
  const { of, name } = ends[field];
  const bounds = months.map(of);
  if (bounds.includes(date)) return null;
  const near = [bounds.findLast((bound) => bound < date), bounds.find((bound) => bound > date)];
  const reason = `${date} is not the ${name} day of a month, nor of the series`;
  return problem(field, 'WRONG_SETTING', reason, `Say ${near.filter(Boolean).join(' or ')}.`);
};

const dateFault = (
  field: 'from' | 'to',
  date: string,
  { from, to }: Selection,
  months: readonly Month[],
): Problem | null => {
  const told = (code: ProblemCode, reason: string, next: string) => problem(field, code, reason, next);
  if (dayNumber(date) === null)
    return told('NOT_A_DATE', `${shown(date)} is no date`, 'Write it as YYYY-MM-DD.');
  return date < from || date > to
    ? told('OUT_OF_RANGE', `The series has no ${date}`, `Ask for days from ${from} to ${to}.`)
    : boundFault(field, date, months);
};

const monthsFault = (months: readonly number[]): Problem | null =>
  months.length > 0 && months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12)
    ? null
    : problem(
        'months',
        'WRONG_SETTING',
        'They are not of 1 to 12',
        'Name months, or leave them out for all.',
      );

/** Tells which months are selected. */
export const picks =
  ({ from, to, months }: Selection) =>
  ({ first, bit }: Month): boolean =>
    first >= from && first <= to && (bit & months) !== 0;

/** What dates alone tell of how much is asked about. */
const lengthFault = (selection: Selection, months: readonly Month[]): Problem | null => {
  const days = months.filter(picks(selection)).reduce((sum, month) => sum + month.days, 0);
  return days >= fewestDays
    ? null
    : problem(
        selection.months === everyMonth ? 'from' : 'months',
        'GROUP_TOO_SMALL',
        `These are ${days} days`,
        `Ask about ${fewestDays} days at least.`,
      );
};

/** The days that a question is about, or everything that is wrong with what it says of them. */
export const readSelection = (said: SelectionSaid, series: Span): Selection | readonly Problem[] => {
  const [whole, all] = [wholeOf(series), monthsIn(series)];
  const [from, to] = [said.from ?? whole.from, said.to ?? whole.to];
  const faults = [
    dateFault('from', from, whole, all),
    dateFault('to', to, whole, all),
    said.months ? monthsFault(said.months) : null,
  ].filter((fault) => fault !== null);
  if (faults.length > 0) return faults;
  if (to < from) return [problem('to', 'WRONG_SETTING', `${to} is before ${from}`, 'Put them in order.')];
  const months = said.months?.reduce((bits, month) => bits | (1 << (month - 1)), 0) ?? everyMonth;
  const selection = { from, to, months };
  const fault = lengthFault(selection, all);
  return fault === null ? selection : [fault];
};

/** 1 to 12, in order; null where they are all. */
export const monthsOf = ({ months }: Pick<Selection, 'months'>): readonly number[] | null =>
  months === everyMonth
    ? null
    : Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => (months >> (month - 1)) & 1);
