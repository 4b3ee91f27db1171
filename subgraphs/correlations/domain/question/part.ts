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

type Ends = Pick<Selection, 'from' | 'to'>;

/** As `partOf`, without its values. */
export const spanOf = (series: Part['series'], { from, to }: Ends): Part['series'] => {
  const { timeZone, columns } = series;
  return { firstDay: from, days: placeOf(to, series) - placeOf(from, series) + 1, timeZone, columns };
};

export const partOf = ({ series, values }: Part, ends: Ends): Part => {
  const [first, last] = [placeOf(ends.from, series), placeOf(ends.to, series)];
  return {
    series: spanOf(series, ends),
    values: Object.fromEntries(
      Object.entries(values).map(([name, column]) => [name, column.slice(first, last + 1)]),
    ),
  };
};
