import { readFileSync } from 'node:fs';
import { calendarOf, withCalendar } from '../domain/terms/calendar.ts';
import type { Column, Columns } from '../domain/terms/spec.ts';
import { found } from './near.ts';

const columnOf = (cells: readonly string[]): Column => {
  const numbers = Float64Array.from(cells, (cell) =>
    cell === '' || cell === 'NA' ? Number.NaN : Number(cell),
  );
  return cells.some((cell, i) => Number.isNaN(numbers[i]) && cell !== '' && cell !== 'NA') ? cells : numbers;
};

/** A daily series from a CSV without quotes, whose column `date` has the days. */
export const dailyCsv = (file: string | URL): Columns => {
  const [head, ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const columns = Object.fromEntries(
    (head as string[]).map((name, j) => [name, columnOf(rows.map((row) => row[j] as string))]),
  );
  return withCalendar(columns, found(calendarOf(columns.date as readonly string[])));
};
