import { readFileSync } from 'node:fs';
import { calendarOf, withCalendar } from '../terms/calendar.ts';
import type { Columns } from '../terms/spec.ts';
import { found } from './near.ts';

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../vectors/data/${file}`, import.meta.url), 'utf8'));

const dayMs = 86_400_000;

/** Four years of made-up days, with gaps: vectors/make-vectors.R. */
export const series = (): Columns => {
  const { start, ...columns } = read('series.json') as Record<string, (number | null)[]> & { start: string };
  const first = Date.parse(`${start}T00:00:00Z`);
  const dates = Array.from(columns.deaths as number[], (_, i) =>
    new Date(first + i * dayMs).toISOString().slice(0, 10),
  );
  const numbers = Object.entries(columns).map(
    ([name, values]) => [name, Float64Array.from(values, (value) => value ?? Number.NaN)] as const,
  );
  return withCalendar(Object.fromEntries(numbers), found(calendarOf(dates)));
};

/** What R found in it. */
export const vectors = read('vectors.json');
