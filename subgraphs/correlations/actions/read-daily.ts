import { CsvError, parse } from 'csv-parse/sync';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { correlatedIn } from '../domain/report/correlations-report.ts';
import type { AssociationRequest, Daily } from '../domain/report/request.ts';
import { calendarOf, withCalendar } from '../domain/terms/calendar.ts';
import { columnsNamedIn } from '../domain/terms/check.ts';
import type { Column } from '../domain/terms/spec.ts';

export interface DailyText {
  /** CSV with a header, a row a day. */
  readonly text: string;
  /** The column that has the dates, `YYYY-MM-DD`. */
  readonly dateColumn: string;
  /** The first day that has not come anywhere on Earth. */
  readonly tomorrow: string;
}

/** A row, and the line of the text on which it ends. */
interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

const notCsv = (field: string, reason: string, next: string): Problem =>
  problem(field, 'NOT_CSV', reason, next);

const rowsOf = (text: string): readonly Row[] | Problem => {
  try {
    // typed for records alone, it gives their lines too when asked for
    const found = parse(text, { bom: true, info: true, skip_empty_lines: true, trim: true }) as unknown as {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return found.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const column = 'column' in error ? `, column ${Number(error.column) + 1}` : '';
    return notCsv(
      'the data',
      `Line ${'lines' in error ? error.lines : 1}${column}: ${error.message}`,
      'Separate cells with commas, as many in each row as the header has, and put those with commas in quotes.',
    );
  }
};

const headerFault = (names: readonly string[], dateColumn: string): Problem | null => {
  const unnamed = names.indexOf('');
  if (unnamed !== -1)
    return notCsv('the data', `Line 1: column ${unnamed + 1} has no name`, 'Name it in the header.');
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    return notCsv(twice, `Line 1: there are two columns ${twice}`, 'Rename one of them.');
  return names.includes(dateColumn)
    ? null
    : problem(
        dateColumn,
        'UNKNOWN_COLUMN',
        `There is no column ${dateColumn} with the dates; there are ${names.join(', ')}`,
        names.length === 1 ? 'Separate columns with commas.' : 'Name the column that has them.',
      );
};

const missing = new Set(['', 'NA']);
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Numbers where all cells that are not missing are numbers, labels otherwise. */
const columnOf = (cells: readonly string[]): Column =>
  cells.every((cell) => missing.has(cell) || number.test(cell))
    ? Float64Array.from(cells, (cell) => (missing.has(cell) ? Number.NaN : Number(cell)))
    : cells.map((cell) => (missing.has(cell) ? '' : cell));

/** The first cell that is no number where a specification needs one. */
const cellFault = (
  request: AssociationRequest,
  names: readonly string[],
  rows: readonly Row[],
): Problem | null => {
  const named = request.kind === 'model' ? columnsNamedIn(request) : correlatedIn(request);
  for (const { column } of named.filter(({ isNumeric }) => isNumeric)) {
    const j = names.indexOf(column);
    const row = rows.find(
      ({ cells }) => j !== -1 && !missing.has(cells[j] as string) && !number.test(cells[j] as string),
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

/**
 * A daily series from CSV, with the columns of the calendar that it does not have. Empty cells and NA are missing. The specification
 * says in which columns there may be numbers only.
 */
export const readDaily = (
  { text, dateColumn, tomorrow }: DailyText,
  request: AssociationRequest,
): Daily | Problem => {
  const all = rowsOf(text);
  if (isProblem(all)) return all;
  const [header, ...rows] = all as readonly Row[];
  if (header === undefined || rows.length === 0)
    return notCsv('the data', 'There is no row of data', 'Give a header, and a row for each day.');
  const names = header.cells;
  const place = names.indexOf(dateColumn);
  const fault = headerFault(names, dateColumn) ?? cellFault(request, names, rows);
  if (fault !== null) return fault;
  const dates = rows.map(({ cells }) => cells[place] as string);
  const calendar = calendarOf(dates, (row) => `Line ${rows[row]?.line}`);
  if (isProblem(calendar)) return { ...calendar, field: dateColumn };
  const future = dates.findIndex((date) => date >= tomorrow);
  if (future !== -1)
    return problem(
      dateColumn,
      'FUTURE_DATE',
      `Line ${rows[future]?.line}: ${dates[future]} has not come yet`,
      'Leave out days to come.',
    );
  const columns = names.flatMap((name, j) =>
    j === place ? [] : [[name, columnOf(rows.map(({ cells }) => cells[j] as string))] as const],
  );
  return { start: dates[0] as string, columns: withCalendar(Object.fromEntries(columns), calendar) };
};
