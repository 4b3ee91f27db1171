import type { Aggregate, SeriesColumns, SeriesGroup } from '../../ports/series.ts';
import type { Buckets } from './buckets.ts';

/** What InfluxDB tells of one bucket of one sensor. */
export type Part = 'count' | 'sum' | 'min' | 'max';

/** One bucket of one group. */
interface Cell {
  count: number;
  sum: number;
  min: number;
  max: number;
  coveredMs: number;
  /** All of them, where an aggregate cannot be made of parts. */
  readonly values: number[];
}

/** Aggregates of which the parts of several series make no whole. */
const needsValues: ReadonlySet<Aggregate> = new Set(['MEDIAN', 'P05', 'P95', 'STDDEV']);

export const needValues = (aggregates: readonly Aggregate[]): boolean =>
  aggregates.some((aggregate) => needsValues.has(aggregate));

/** Linear between the two nearest ranks: type 7 of Hyndman & Fan, The American Statistician 50(4), 1996. */
const quantile = (sorted: Float64Array, share: number): number => {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (high - low) * (place - Math.floor(place));
};

/** Of the sample, in two passes; null of one value. */
const deviation = (values: Float64Array): number | null => {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
};

const aggregateOf = (
  aggregate: Aggregate,
  { count, sum, min, max }: Cell,
  sorted: Float64Array,
): number | null => {
  switch (aggregate) {
    case 'MEAN':
      return sum / count;
    case 'MIN':
      return min;
    case 'MAX':
      return max;
    case 'COUNT':
      return count;
    case 'MEDIAN':
      return quantile(sorted, 0.5);
    case 'P05':
      return quantile(sorted, 0.05);
    case 'P95':
      return quantile(sorted, 0.95);
    case 'STDDEV':
      return deviation(sorted);
    default:
      return aggregate satisfies never;
  }
};

/** The buckets of one group, filled by parts or by values. */
export interface Pool {
  readonly buckets: Buckets;
  addPart(part: Part, atMs: number, value: number, lengthMs: number): void;
  addValue(atMs: number, value: number, lengthMs: number): void;
  columns(aggregates: readonly Aggregate[]): SeriesColumns;
}

export const openPool = ({ id }: SeriesGroup, buckets: Buckets): Pool => {
  const cells = new Map<number, Cell>();
  // readings come in order of time: the bucket of the last one is mostly that of the next
  let [lastStart, lastEnd, last]: [number, number, Cell | undefined] = [0, 0, undefined];

  const cellAt = (ms: number): Cell => {
    if (last && ms >= lastStart && ms < lastEnd) return last;
    const start = buckets.startOf(ms);
    let cell = cells.get(start);
    if (cell === undefined) {
      cell = { count: 0, sum: 0, min: Infinity, max: -Infinity, coveredMs: 0, values: [] };
      cells.set(start, cell);
    }
    [lastStart, lastEnd, last] = [start, start + buckets.lengthOf(start), cell];
    return cell;
  };

  return {
    buckets,
    addPart(part, atMs, value, lengthMs) {
      const cell = cellAt(atMs);
      switch (part) {
        case 'count':
          cell.count += value;
          cell.coveredMs += value * lengthMs;
          break;
        case 'sum':
          cell.sum += value;
          break;
        case 'min':
          cell.min = Math.min(cell.min, value);
          break;
        case 'max':
          cell.max = Math.max(cell.max, value);
          break;
        default:
          part satisfies never;
      }
    },
    addValue(atMs, value, lengthMs) {
      const cell = cellAt(atMs);
      cell.count += 1;
      cell.sum += value;
      cell.min = Math.min(cell.min, value);
      cell.max = Math.max(cell.max, value);
      cell.coveredMs += lengthMs;
      cell.values.push(value);
    },
    columns(aggregates) {
      const sorted = [...cells].sort(([a], [b]) => a - b);
      const columns = aggregates.map((): (number | null)[] => []);
      for (const [, cell] of sorted) {
        const values = Float64Array.from(cell.values).sort();
        for (const [n, aggregate] of aggregates.entries())
          columns[n]?.push(aggregateOf(aggregate, cell, values));
      }
      return {
        id,
        starts: sorted.map(([start]) => start),
        columns,
        counts: sorted.map(([, { count }]) => count),
        lengthsMs: sorted.map(([start]) => buckets.lengthOf(start)),
        coveredMs: sorted.map(([, { coveredMs }]) => coveredMs),
      };
    },
  };
};
