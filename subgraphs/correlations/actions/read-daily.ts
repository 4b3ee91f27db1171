import { isMissingCell, isNumberCell } from '../domain/cells.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { correlatedIn } from '../domain/report/correlations-report.ts';
import type { AssociationRequest, Daily, Span } from '../domain/report/request.ts';
import { calendarOf, withCalendar } from '../domain/terms/calendar.ts';
import { columnsNamedIn } from '../domain/terms/check.ts';
import type { Column } from '../domain/terms/spec.ts';
import { type CsvRow, readCsv } from './csv-table.ts';

export interface DailyText {
  /** CSV with a header, a row a day. */
  readonly text: string;
  /** The column that has the dates, `YYYY-MM-DD`. */
  readonly dateColumn: string;
  /** The first day that has not come anywhere on Earth. */
  readonly tomorrow: string;
}

const noDateColumn = (names: readonly string[], dateColumn: string): Problem | null =>
  names.includes(dateColumn)
    ? null
    : problem(
        dateColumn,
        'UNKNOWN_COLUMN',
        `There is no column ${dateColumn} with the dates; there are ${names.join(', ')}`,
        names.length === 1 ? 'Separate columns with commas.' : 'Name the column that has them.',
      );

/** Numbers where all cells that are not missing are numbers, labels otherwise. */
const columnOf = (cells: readonly string[]): Column =>
  cells.every((cell) => isMissingCell(cell) || isNumberCell(cell))
    ? Float64Array.from(cells, (cell) => (isMissingCell(cell) ? Number.NaN : Number(cell)))
    : cells.map((cell) => (isMissingCell(cell) ? '' : cell));

/** The first cell that is no number where a specification needs one. */
const cellFault = (
  request: AssociationRequest,
  names: readonly string[],
  rows: readonly CsvRow[],
): Problem | null => {
  const named = request.kind === 'model' ? columnsNamedIn(request) : correlatedIn(request);
  for (const { column } of named.filter(({ isNumeric }) => isNumeric)) {
    const j = names.indexOf(column);
    const row = rows.find(
      ({ cells }) => j !== -1 && !isMissingCell(cells[j] as string) && !isNumberCell(cells[j] as string),
    );
    if (row !== undefined)
      return problem(
        column,
        'NOT_NUMERIC',
        `Line ${row.line}, column ${j + 1} (${column}): ${row.cells[j]?.slice(0, 32)} is not a number`,
        'Write a number with a point, or leave the cell empty where there is none.',
      );
  }
  return null;
};

const notThere = (field: 'from' | 'to', date: string, dates: readonly string[]): Problem =>
  problem(
    field,
    'WRONG_SETTING',
    `${date} is not among the days of the data, ${dates[0]} to ${dates.at(-1)}`,
    'Name a day of the data, or leave it out.',
  );

/** The places of the first day that is asked about and of the one after the last, of dates without a gap. */
const placesOf = ({ from, to }: Span, dates: readonly string[]): readonly [number, number] | Problem => {
  const first = from === undefined ? 0 : dates.indexOf(from);
  const last = to === undefined ? dates.length - 1 : dates.indexOf(to);
  if (first === -1) return notThere('from', from as string, dates);
  if (last === -1) return notThere('to', to as string, dates);
  return first <= last
    ? [first, last + 1]
    : problem('to', 'WRONG_SETTING', `${to} comes before ${from}`, 'Name a later day.');
};

/**
 * A daily series from CSV, with the columns of the calendar that it does not have. Empty cells and NA are missing. The specification
 * says in which columns there may be numbers only, and of which days the series is.
 */
export const readDaily = (
  { text, dateColumn, tomorrow }: DailyText,
  request: AssociationRequest,
): Daily | Problem => {
  const table = readCsv(text, 'the data');
  if (isProblem(table)) return table;
  const { names, rows } = table;
  const place = names.indexOf(dateColumn);
  const fault = noDateColumn(names, dateColumn) ?? cellFault(request, names, rows);
  if (fault !== null) return fault;
  const dates = rows.map(({ cells }) => cells[place] as string);
  const whole = calendarOf(dates, (row) => `Line ${rows[row]?.line}`);
  if (isProblem(whole)) return { ...whole, field: dateColumn };
  const future = dates.findIndex((date) => date >= tomorrow);
  if (future !== -1)
    return problem(
      dateColumn,
      'FUTURE_DATE',
      `Line ${rows[future]?.line}: ${dates[future]} has not come yet`,
      'Leave out days to come.',
    );
  const places = placesOf(request, dates);
  if (isProblem(places)) return places;
  // as if there were no other days: time is 1 on the first of these
  const days = dates.slice(...places);
  const calendar = calendarOf(days);
  if (isProblem(calendar)) return calendar;
  const columns = names.flatMap((name, j) =>
    j === place
      ? []
      : [[name, columnOf(rows.slice(...places).map(({ cells }) => cells[j] as string))] as const],
  );
  return { start: days[0] as string, columns: withCalendar(Object.fromEntries(columns), calendar) };
};
