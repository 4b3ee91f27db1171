import { dateOf, dayNumber } from '../days.ts';
import type { ExposureSeries } from '../exposure/exposure.ts';
import type { HealthColumnRole, HealthSeries, HealthValues } from '../health/health-series.ts';
import type { Selection } from '../health/selection.ts';
import { isProblem } from '../problem.ts';
import type { Daily } from '../report/request.ts';
import type { ConfounderRole, Confounders } from '../study/definition.ts';
import { calendarOf, withCalendar } from '../terms/calendar.ts';

/** What models call the columns that every series of a role has. */
const roleNames = {
  TEMPERATURE: 'temperature',
  HUMIDITY: 'humidity',
  HOLIDAY: 'holiday',
  INFLUENZA: 'influenza',
} as const satisfies Record<ConfounderRole, string>;

const isConfounder = (role: HealthColumnRole): role is ConfounderRole => role in roleNames;

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

/** Names that are neither taken nor the calendar's: `pm25`, `pm25_2`. */
const namer = () => {
  const taken = new Set<string>([...calendarNames, ...Object.values(roleNames)]);
  return (wished: string): string => {
    let name = wished;
    for (let i = 2; taken.has(name); i += 1) name = `${wished}_${i}`;
    taken.add(name);
    return name;
  };
};

interface Parts {
  readonly series: Pick<HealthSeries, 'firstDay' | 'columns'>;
  readonly values: HealthValues;
  readonly outcome: string;
  readonly exposures: readonly ExposureSeries[];
  readonly span: Pick<Selection, 'from' | 'to'>;
}

const wishedName = ({ exposure }: ExposureSeries): string =>
  exposure.quantity === null ? exposure.label : exposure.quantity.toLowerCase();

/**
 * What models are made of: the days from `from` to `to` of the outcome, of its exposures and of the confounders that the series has, with
 * the calendar. Columns are called so that none takes another's place.
 */
export const questionData = ({ series, values, outcome, exposures, span }: Parts): QuestionData => {
  const firstDay = dayNumber(series.firstDay) ?? 0;
  const [first, last] = [span.from, span.to].map((date) => (dayNumber(date) ?? 0) - firstDay) as [number, number];
  const cut = (column: Float64Array): Float64Array => column.slice(first, last + 1);
  const name = namer();
  const outcomeName = name(outcome);
  const named = exposures.map((one) => [name(wishedName(one)), cut(one.values)] as const);
  const confounders = series.columns.flatMap(({ role, name: column }) =>
    isConfounder(role) ? [[role, cut(values[column] as Float64Array)] as const] : [],
  );
  const dates = Array.from({ length: last - first + 1 }, (_, day) => dateOf(firstDay + first + day));
  const calendar = calendarOf(dates);
  // consecutive days are a calendar
  if (isProblem(calendar)) throw new RangeError(calendar.reason);
  return {
    daily: {
      start: span.from,
      columns: withCalendar(
        {
          [outcomeName]: cut(values[outcome] as Float64Array),
          ...Object.fromEntries(named),
          ...Object.fromEntries(confounders.map(([role, column]) => [roleNames[role], column])),
        },
        calendar,
      ),
    },
    outcome: outcomeName,
    exposures: named.map(([column]) => column),
    confounders: Object.fromEntries(confounders.map(([role]) => [role, roleNames[role]])),
  };
};
