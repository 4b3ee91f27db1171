import type { Upload } from '../actions/read-upload.ts';
import { dateOf, dayNumber } from '../domain/days.ts';

/* For tests: health series as they usually are. */

/** 2026-11-23T06:00:00Z, a Monday. */
export const monday = Date.UTC(2026, 10, 23, 6);
/** The first day that has not come anywhere by then. */
export const tomorrow = '2026-11-24';

type Row = Readonly<Record<string, string | number>>;

export interface Rows {
  readonly firstDay?: string;
  readonly days?: number;
  /** What a day has beside its date. */
  readonly row?: (day: number) => Row;
}

/** Three years of two deaths a day, with the weather. */
export const makeRows = ({ firstDay = '2021-01-01', days = 1_095, row }: Rows = {}): Row[] =>
  Array.from({ length: days }, (_, day) => ({
    date: dateOf((dayNumber(firstDay) ?? 0) + day),
    death: 2,
    temp: 20 + (day % 7),
    pm10: 30 + (day % 11) / 2,
    ...row?.(day),
  }));

export const csvOf = (rows: readonly Row[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].join('\n');

/** `rows` as CSV, unless the changes bring their own. */
export const makeUpload = (changes: Partial<Upload> = {}, rows: readonly Row[] = makeRows()): Upload => ({
  name: 'Deaths in Kampala',
  timeZone: 'Africa/Kampala',
  columns: [
    { name: 'death', role: 'OUTCOME', label: 'Deaths of all causes' },
    { name: 'temp', role: 'TEMPERATURE' },
    { name: 'pm10', role: 'EXPOSURE', unit: 'µg/m³' },
  ],
  ...('csv' in changes || 'json' in changes || 'rows' in changes ? {} : { csv: csvOf(rows) }),
  ...changes,
});
