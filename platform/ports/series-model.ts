import type { Aggregate } from './series.ts';

/** The aggregates in plain JavaScript, to check a store against. */

/** Linear between the two nearest ranks (type 7 of Hyndman & Fan, The American Statistician 50(4), 1996). */
const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (high - low) * (place - Math.floor(place));
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const sampleDeviation = (values: readonly number[]): number | null => {
  if (values.length < 2) return null;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
};

/** Of at least one value. */
export const aggregateOf = (aggregate: Aggregate, values: readonly number[]): number | null => {
  switch (aggregate) {
    case 'MEAN':
      return mean(values);
    case 'MIN':
      return Math.min(...values);
    case 'MAX':
      return Math.max(...values);
    case 'MEDIAN':
      return quantile(values, 0.5);
    case 'P05':
      return quantile(values, 0.05);
    case 'P95':
      return quantile(values, 0.95);
    case 'COUNT':
      return values.length;
    case 'STDDEV':
      return sampleDeviation(values);
    default:
      return aggregate satisfies never;
  }
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** YYYY-MM-DD on the calendar of that zone. */
export const localDateOf = (ms: number, timeZone: string): string => {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(ms);
};
