import { inner, quantile, sortedFinite } from '../splines/quantile.ts';
import type { Column } from './spec.ts';

/** A column as labels; '' where it has a gap. */
export const labelsOf = (column: Column): readonly string[] =>
  column instanceof Float64Array
    ? Array.from(column, (value) => (Number.isNaN(value) ? '' : String(value)))
    : column;

/** Whether a column has a gap there, or no such row. */
export const isMissingAt = (column: Column, row: number): boolean => {
  const value = column[row];
  return value === undefined || value === '' || Number.isNaN(value);
};

/** Every combination of the columns' labels; '' where any has a gap. */
export const crossed = (columns: readonly (readonly string[])[]): readonly string[] =>
  columns.reduce((left, right) =>
    left.map((label, i) => (label === '' || right[i] === '' ? '' : `${label}:${right[i]}`)),
  );

/**
 * Which of `groups` intervals, parted at type-7 quantiles, each value is in: 1 to groups, closed on the right and the lowest on both
 * sides, as R's `cut(x, quantile(x), include.lowest = TRUE)`. Null where two cuts are the same.
 */
export const quantileGroups = (values: Float64Array, groups: number): readonly string[] | null => {
  const sorted = sortedFinite(values);
  const cuts = inner(sorted, groups);
  const ends = [quantile(sorted, 0), ...cuts, quantile(sorted, 1)];
  if (ends.some((cut, i) => i > 0 && !(cut > (ends[i - 1] as number)))) return null;
  return Array.from(values, (value) =>
    Number.isNaN(value) ? '' : String(cuts.filter((cut) => value > cut).length + 1),
  );
};

/** Numbers by size before labels by their letters' codes. */
const inOrder = (a: string, b: string): number => {
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference)) return difference;
  return a < b ? -1 : 1;
};

/** The labels that occur, in order, the reference first. */
export const levelsOf = (labels: readonly string[], reference: string | undefined): readonly string[] => {
  const levels = [...new Set(labels)].sort(inOrder);
  return reference === undefined ? levels : [reference, ...levels.filter((level) => level !== reference)];
};
