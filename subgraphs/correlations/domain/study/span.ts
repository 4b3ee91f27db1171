import { type Problem, problem } from '../problem.ts';
import type { Daily } from '../report/request.ts';
import { quantile, sortedFinite } from '../splines/quantile.ts';

/** From the first day to the last. */
export const daysIn = ({ columns }: Daily): number => (columns.time as Float64Array).length;

/** The days that are asked about, true for each of them. */
export const chosenDays = ({ columns }: Daily, months: readonly number[] | null): readonly boolean[] =>
  Array.from(columns.month as Float64Array, (month) => months === null || months.includes(month));

/** Numbers on the days that are asked about; on others NaN. */
export const onDays = (values: Float64Array, isChosen: readonly boolean[]): Float64Array =>
  values.map((value, day) => (isChosen[day] ? value : Number.NaN));

/** A column that must hold numbers; a problem of `field` where it is not there, or has none. */
export const numbersIn = ({ columns }: Daily, column: string, field: string): Float64Array | Problem => {
  const values = Object.hasOwn(columns, column) ? columns[column] : undefined;
  return values instanceof Float64Array
    ? values
    : problem(field, 'UNKNOWN_COLUMN', `There is no column ${column} of numbers`, 'Name one that there is.');
};

/** What is known of an exposure on the days asked about. */
export interface Spread {
  readonly least: number;
  readonly p01: number;
  readonly median: number;
  readonly p99: number;
  readonly most: number;
}

/** NaN where there is no value. */
export const spreadOf = (values: Float64Array): Spread => {
  const sorted = sortedFinite(values);
  const at = (p: number): number => (sorted.length === 0 ? Number.NaN : quantile(sorted, p));
  return { least: at(0), p01: at(0.01), median: at(0.5), p99: at(0.99), most: at(1) };
};
