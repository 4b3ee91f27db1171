import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { calendarOf, withCalendar } from '../terms/calendar.ts';
import type { Columns } from '../terms/spec.ts';
import { found } from './near.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where the real series and R's results for them lie, whose licences keep them out of this repository. */
export const dataFolder = process.env.DATA ?? join(root, '../shared/data');
export const isThere = existsSync(join(dataFolder, 'golden/health_regression_golden.json'));

/** What to call a suite that needs them. */
export const told = (name: string): string =>
  isThere ? name : `${name} (skipped: no reference data in ${dataFolder}; DATA says where they are)`;

export const golden = (name: string) =>
  JSON.parse(readFileSync(join(dataFolder, 'golden', `${name}.json`), 'utf8'));

/** A daily CSV with a column `date`. */
export const health = (name: string): Columns => {
  const text = readFileSync(join(dataFolder, 'health', `${name}.csv`), 'utf8');
  const [head, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const column = (j: number): readonly string[] => rows.map((row) => row[j] as string);
  const names = head as string[];
  const isLabel = (name: string): boolean => name === 'date' || name === 'dow';
  const columns = names.map((name, j) => [
    name,
    isLabel(name)
      ? column(j)
      : Float64Array.from(column(j), (value) =>
          value === '' || value === 'NA' ? Number.NaN : Number(value),
        ),
  ]);
  return withCalendar(Object.fromEntries(columns), found(calendarOf(column(names.indexOf('date')))));
};
