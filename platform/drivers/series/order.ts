import type { Span, StoredReading } from '../../ports/series.ts';

export type SeriesKey = Pick<Span, 'sensorId' | 'quantity'>;

/** By code units, as everything here is sorted. */
export const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** By sensor, then quantity. */
export const bySeries = (a: SeriesKey, b: SeriesKey): number =>
  byText(a.sensorId, b.sensorId) || byText(a.quantity, b.quantity);

/** By sensor, quantity, then period. */
export const byKey = ({ reading: a }: StoredReading, { reading: b }: StoredReading): number =>
  bySeries(a, b) || a.periodStart - b.periodStart || a.periodEnd - b.periodEnd;
