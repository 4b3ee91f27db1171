import { dayNumber } from '../days.ts';
import type { ExposureSeries } from '../exposure/exposure.ts';
import type { HealthColumnRole } from '../health/health-series.ts';
import type { Daily } from '../report/request.ts';
import type { ConfounderRole, Confounders } from '../study/definition.ts';
import { calendarFrom, withCalendar } from '../terms/calendar.ts';
import type { Part } from './part.ts';

/** What models call the columns that every series of a role has. */
const roleNames = {
  TEMPERATURE: 'temperature',
  HUMIDITY: 'humidity',
  HOLIDAY: 'holiday',
  INFLUENZA: 'influenza',
} as const satisfies Record<ConfounderRole, string>;

/** Whether every model is adjusted for columns of a role. */
export const isConfounder = (role: HealthColumnRole): role is ConfounderRole => role in roleNames;

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
  readonly part: Part;
  readonly outcome: string;
  readonly exposures: readonly ExposureSeries[];
}

const wishedName = ({ exposure }: ExposureSeries): string =>
  exposure.quantity === null ? exposure.label : exposure.quantity.toLowerCase();

/**
 * What models are made of: the outcome, its exposures and the confounders that the series has, with the calendar. Columns are called so
 * that none takes another's place.
 */
export const questionData = ({ part: { series, values }, outcome, exposures }: Parts): QuestionData => {
  const name = namer();
  const outcomeName = name(outcome);
  const named = exposures.map((one) => [name(wishedName(one)), one.values] as const);
  const confounders = series.columns.flatMap(({ role, name: column }) =>
    isConfounder(role) ? [[role, values[column] as Float64Array] as const] : [],
  );
  return {
    daily: {
      start: series.firstDay,
      columns: withCalendar(
        {
          [outcomeName]: values[outcome] as Float64Array,
          ...Object.fromEntries(named),
          ...Object.fromEntries(confounders.map(([role, column]) => [roleNames[role], column])),
        },
        calendarFrom(dayNumber(series.firstDay) ?? 0, series.days),
      ),
    },
    outcome: outcomeName,
    exposures: named.map(([column]) => column),
    confounders: Object.fromEntries(confounders.map(([role]) => [role, roleNames[role]])),
  };
};
