import { dayNumber } from '../days.ts';
import type { ExposureSeries } from '../exposure/exposure.ts';
import type { HealthColumnRole } from '../health/health-series.ts';
import type { Daily } from '../report/request.ts';
import type { ConfounderRole, Confounders } from '../study/definition.ts';
import { calendarFrom, withCalendar } from '../terms/calendar.ts';
import type { Part } from './part.ts';

/** Whether every model is adjusted for columns of a role. */
export const isConfounder = (role: HealthColumnRole): role is ConfounderRole =>
  role !== 'OUTCOME' && role !== 'EXPOSURE';

/** The columns of the calendar, which are made of dates. */
const calendarNames = ['time', 'year', 'month', 'doy', 'dow'];

/** A daily series, and what its columns are. */
export interface QuestionData {
  /** From the first day that is asked about to the last. */
  readonly daily: Daily;
  readonly outcome: string;
  readonly exposures: readonly string[];
  /** The names of those that there are. */
  readonly confounders: Confounders;
}

/**
 * Columns of the series keep their names, so that a specification is about the series as it was uploaded, but where those are the calendar's. What was
 * measured here gets one that is not taken: `pm25`, `pm25_2`.
 */
const namer = (own: readonly string[]) => {
  const taken = new Set<string>([...calendarNames, ...own]);
  const given = new Set<string>(calendarNames);
  const other = (wished: string): string => {
    let name = wished;
    for (let i = 2; taken.has(name); i += 1) name = `${wished}_${i}`;
    taken.add(name);
    return name;
  };
  return {
    other,
    ownOf: (name: string): string => (given.size === given.add(name).size ? other(name) : name),
  };
};

interface Parts {
  readonly part: Part;
  readonly outcome: string;
  readonly exposures: readonly ExposureSeries[];
}

/**
 * What models are made of: the outcome, its exposures and the confounders that the series has, with the calendar. Columns are called so
 * that none takes another's place.
 */
export const questionData = ({ part: { series, values }, outcome, exposures }: Parts): QuestionData => {
  const name = namer(series.columns.map((column) => column.name));
  const nameOf = ({ column, exposure: { quantity, label } }: ExposureSeries): string =>
    column === null ? name.other((quantity ?? label).toLowerCase()) : name.ownOf(column);
  const outcomeName = name.ownOf(outcome);
  const confounders = series.columns.flatMap(({ role, name: column }) =>
    isConfounder(role) ? [{ role, name: name.ownOf(column), values: values[column] as Float64Array }] : [],
  );
  const named = exposures.map((one) => [nameOf(one), one.values] as const);
  return {
    daily: {
      start: series.firstDay,
      columns: withCalendar(
        Object.fromEntries([
          [outcomeName, values[outcome] as Float64Array],
          ...confounders.map((one) => [one.name, one.values] as const),
          ...named,
        ]),
        calendarFrom(dayNumber(series.firstDay) ?? 0, series.days),
      ),
    },
    outcome: outcomeName,
    exposures: named.map(([column]) => column),
    confounders: Object.fromEntries(confounders.map((one) => [one.role, one.name])),
  };
};
