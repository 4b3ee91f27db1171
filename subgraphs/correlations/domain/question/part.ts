import { dayNumber } from '../days.ts';
import type { HealthSeries, HealthValues } from '../health/health-series.ts';
import type { Selection } from '../health/selection.ts';

/** The days of a series that are asked about, as if there were no others. */
export interface Part {
  readonly series: Pick<HealthSeries, 'firstDay' | 'days' | 'timeZone' | 'columns'>;
  readonly values: HealthValues;
}

const placeOf = (date: string, { firstDay }: Part['series']): number =>
  (dayNumber(date) ?? 0) - (dayNumber(firstDay) ?? 0);

export const partOf = ({ series, values }: Part, { from, to }: Pick<Selection, 'from' | 'to'>): Part => {
  const [first, last] = [placeOf(from, series), placeOf(to, series)];
  const { timeZone, columns } = series;
  return {
    series: { firstDay: from, days: last - first + 1, timeZone, columns },
    values: Object.fromEntries(
      Object.entries(values).map(([name, column]) => [name, column.slice(first, last + 1)]),
    ),
  };
};
