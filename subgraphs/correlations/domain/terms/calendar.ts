import { dayNumber } from '../days.ts';
import { type Problem, problem } from '../problem.ts';
import type { Column } from './spec.ts';

export interface Calendar {
  /** 1 on the first day. */
  readonly time: Float64Array;
  readonly year: Float64Array;
  readonly month: Float64Array;
  /** 1 on 1 January. */
  readonly doy: Float64Array;
  /** Monday to Sunday. */
  readonly dow: readonly string[];
}

const dayMs = 86_400_000;
const weekdays = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'];

const outOfOrder = (step: number): string => {
  if (step === 0) return 'comes twice';
  return step < 0 ? 'comes after a later day' : `comes ${step} days after the row before`;
};

/** The calendar of as many days one after the other, from one that is told in days since 1970-01-01. */
export const calendarFrom = (first: number, length: number): Calendar => {
  const days = Array.from({ length }, (_, i) => new Date((first + i) * dayMs));
  const of = (value: (day: Date, i: number) => number): Float64Array => Float64Array.from(days, value);
  return {
    time: of((_, i) => i + 1),
    year: of((day) => day.getUTCFullYear()),
    month: of((day) => day.getUTCMonth() + 1),
    doy: of((day) => (day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / dayMs + 1),
    dow: days.map((_, i) => weekdays[(((first + i) % 7) + 7) % 7] as string),
  };
};

/**
 * What models are adjusted for by the calendar alone. Dates must be consecutive days: lags count rows. `placeOf` says where a row is,
 * for people.
 */
export const calendarOf = (
  dates: readonly string[],
  placeOf: (row: number) => string = (row) => `Row ${row + 1}`,
): Calendar | Problem => {
  const numbers: number[] = [];
  for (const [i, date] of dates.entries()) {
    const number = dayNumber(date);
    if (number === null)
      return problem(
        'date',
        'NOT_A_DATE',
        `${placeOf(i)} has no date: ${date.slice(0, 32) || 'it is empty'}`,
        'Write dates as YYYY-MM-DD.',
      );
    const step = number - (numbers[i - 1] ?? number - 1);
    if (step !== 1)
      return problem(
        'date',
        'DATES_NOT_DAILY',
        `${placeOf(i)}: ${date} ${outOfOrder(step)}`,
        'Send one row for each day in order, with gaps for what is not known.',
      );
    numbers.push(number);
  }
  return calendarFrom(numbers[0] ?? 0, numbers.length);
};

/** The columns with those of the calendar that they do not have. */
export const withCalendar = (
  columns: Readonly<Record<string, Column>>,
  calendar: Calendar,
): Record<string, Column> => ({
  ...calendar,
  ...columns,
});
