import { dayNumber, monthOf } from '../days.ts';
import { type Problem, type ProblemCode, problem } from '../problem.ts';
import { shown } from '../shown.ts';
import { type HealthSeries, lastDayOf } from './health-series.ts';

/** Which days of a series are asked about. */
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

const dateFault = (field: string, date: string, { from, to }: Selection): Problem | null => {
  const told = (code: ProblemCode, reason: string, next: string) => problem(field, code, reason, next);
  if (dayNumber(date) === null)
    return told('NOT_A_DATE', `${shown(date)} is no date`, 'Write it as YYYY-MM-DD.');
  return date < from || date > to
    ? told('OUT_OF_RANGE', `The series has no ${date}`, `Ask for days from ${from} to ${to}.`)
    : null;
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

/** The days that a question is about, or everything that is wrong with what it says of them. */
export const readSelection = (said: SelectionSaid, series: Span): Selection | readonly Problem[] => {
  const whole = wholeOf(series);
  const [from, to] = [said.from ?? whole.from, said.to ?? whole.to];
  const faults = [
    dateFault('from', from, whole),
    dateFault('to', to, whole),
    said.months ? monthsFault(said.months) : null,
  ].filter((fault) => fault !== null);
  if (faults.length > 0) return faults;
  if (to < from) return [problem('to', 'WRONG_SETTING', `${to} is before ${from}`, 'Put them in order.')];
  const months = said.months?.reduce((bits, month) => bits | (1 << (month - 1)), 0) ?? everyMonth;
  return { from, to, months };
};

/** 1 to 12, in order; null where they are all. */
export const monthsOf = ({ months }: Pick<Selection, 'months'>): readonly number[] | null =>
  months === everyMonth
    ? null
    : Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => (months >> (month - 1)) & 1);

/** Tells the days of a series that are selected, by their place in it. */
export type PickDays = (selection: Selection) => (day: number) => boolean;

/** The months of a hundred years are looked up once, however many selections are compared. */
export const daysOf = ({ firstDay, days }: Span): PickDays => {
  const first = dayNumber(firstDay) ?? 0;
  const monthBits = Uint16Array.from({ length: days }, (_, day) => 1 << (monthOf(first + day) - 1));
  return ({ from, to, months }) => {
    const [start, end] = [(dayNumber(from) ?? 0) - first, (dayNumber(to) ?? 0) - first];
    return (day) => day >= start && day <= end && ((monthBits[day] ?? 0) & months) !== 0;
  };
};
