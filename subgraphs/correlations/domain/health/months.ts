import { dateOf, dayNumber, monthEnd, monthOf } from '../days.ts';
import type { HealthSeries } from './health-series.ts';

/** A calendar month of a series, or what of it the series has. */
export interface Month {
  /** YYYY-MM-DD */
  readonly first: string;
  readonly last: string;
  /** January is the lowest. */
  readonly bit: number;
  /** The place of its first day in the series. */
  readonly start: number;
  readonly days: number;
}

/** The months of a series, in order. */
export const monthsIn = ({ firstDay, days }: Pick<HealthSeries, 'firstDay' | 'days'>): readonly Month[] => {
  const months: Month[] = [];
  const first = dayNumber(firstDay) ?? 0;
  for (let day = first; day < first + days; ) {
    const end = Math.min(monthEnd(day), first + days);
    const bit = 1 << (monthOf(day) - 1);
    months.push({ first: dateOf(day), last: dateOf(end - 1), bit, start: day - first, days: end - day });
    day = end;
  }
  return months;
};
