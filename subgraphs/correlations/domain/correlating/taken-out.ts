import type { Daily } from '../report/request.ts';
import type { ConfounderRole } from '../study/definition.ts';
import { type Gaps, gapsIn, withoutGaps } from '../study/gaps.ts';
import { labelsOf, levelsOf } from '../terms/labels.ts';
import type { Column } from '../terms/spec.ts';
import type { CorrelationQuestion } from './correlation-question.ts';

/** What is taken out of both series before they are compared. */
export interface TakenOut {
  /** By name, for people. */
  readonly given: readonly string[];
  /** Columns of the series: a day that lacks one is not used. */
  readonly measured: readonly Float64Array[];
  readonly calendar: readonly Float64Array[];
  /** Of what is measured. */
  readonly gaps: readonly Gaps[];
  /** What is missing too often to be taken out. */
  readonly leftOut: readonly Gaps[];
}

const daysPerYear = 365.25;
const harmonics = [1, 2];
const names: Readonly<Record<ConfounderRole, string>> = {
  TEMPERATURE: 'temperature',
  HUMIDITY: 'humidity',
  HOLIDAY: 'public holidays',
  INFLUENZA: 'influenza',
};

/** A line of time, the first two waves of the year, and the days of the week. */
const calendarColumns = ({ columns }: Daily): readonly Float64Array[] => {
  const time = columns.time as Float64Array;
  const weekdays = labelsOf(columns.dow as Column);
  const waves = harmonics.map((k) => (2 * Math.PI * k) / daysPerYear);
  return [
    time,
    ...waves.flatMap((wave) => [time.map((t) => Math.sin(wave * t)), time.map((t) => Math.cos(wave * t))]),
    ...levelsOf(weekdays, undefined)
      .slice(1)
      .map((level) => Float64Array.from(weekdays, (label) => (label === level ? 1 : 0))),
  ];
};

const varies = (values: Float64Array): boolean => {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.some((value) => value !== present[0]);
};

/** Trend, season, weekdays, and those of temperature, humidity, holidays and influenza that there are and that vary. */
export const takenOut = (
  { confounders, months = null }: Pick<CorrelationQuestion, 'confounders' | 'months'>,
  daily: Daily,
): TakenOut => {
  const { kept, leftOut } = withoutGaps(confounders, daily, months);
  const measured = (Object.keys(names) as ConfounderRole[]).flatMap((role) => {
    const column = kept[role];
    const values = column === undefined ? undefined : daily.columns[column];
    return column !== undefined && values instanceof Float64Array && varies(values)
      ? [{ name: names[role], column, values }]
      : [];
  });
  return {
    given: ['trend', 'season', 'day of week', ...measured.map(({ name }) => name)],
    measured: measured.map(({ values }) => values),
    calendar: calendarColumns(daily),
    gaps: gapsIn(measured, daily, months),
    leftOut,
  };
};
