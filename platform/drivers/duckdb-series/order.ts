import type { SeriesKey } from './series-ids.ts';

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** By sensor, then quantity. */
export const bySeries = (a: SeriesKey, b: SeriesKey): number =>
  byText(a.sensorId, b.sensorId) || byText(a.quantity, b.quantity);
