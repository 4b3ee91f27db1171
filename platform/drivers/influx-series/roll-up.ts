import type { HourlyMean, StoredReading } from '../../ports/series.ts';
import type { SeriesKey } from '../series/order.ts';
import { keyOf } from './plan.ts';

const hourMs = 3_600_000;

export const hourOf = (ms: number): number => Math.floor(ms / hourMs) * hourMs;

/** A value that counts towards the mean of the hour in which it starts. */
export interface Counted extends SeriesKey {
  readonly start: number;
  readonly length: number;
  readonly value: number;
}

/** Readings that are longer say nothing of one hour. */
export const counts = (length: number): boolean => length <= hourMs;

const isGood = ({ reading }: StoredReading): boolean =>
  reading.quality === 'GOOD' || reading.quality === 'UNKNOWN';

const rolled = (hour: SeriesKey & { readonly hourStart: number }, values: readonly Counted[]): HourlyMean => {
  let [sum, coveredMs] = [0, 0];
  for (const { value, length } of values) {
    sum += value;
    coveredMs += length;
  }
  const count = values.length;
  return { ...hour, mean: count === 0 ? 0 : sum / count, count, coveredMs: Math.min(coveredMs, hourMs) };
};

/**
 * The hours in which `rows` start, as they are once `made` is written over what is stored. An hour of which nothing is left has the count 0.
 */
export const rollUp = (
  rows: readonly StoredReading[],
  made: readonly StoredReading[],
  stored: readonly Counted[],
): HourlyMean[] => {
  const hours = new Map<
    string,
    { readonly hour: SeriesKey & { hourStart: number }; values: Map<string, Counted> }
  >();
  const find = ({ sensorId, quantity }: SeriesKey, start: number) =>
    hours.get(`${quantity} ${hourOf(start)} ${sensorId}`);

  for (const { reading } of rows) {
    const { sensorId, quantity, periodStart, periodEnd } = reading;
    if (!counts(periodEnd - periodStart) || find(reading, periodStart)) continue;
    const hourStart = hourOf(periodStart);
    const hour = { sensorId, quantity, hourStart };
    hours.set(`${quantity} ${hourStart} ${sensorId}`, { hour, values: new Map() });
  }
  for (const one of stored) {
    if (!counts(one.length)) continue;
    find(one, one.start)?.values.set(keyOf(one.sensorId, one.quantity, one.start, one.length), one);
  }
  for (const row of made) {
    const { sensorId, quantity, periodStart: start, periodEnd, value } = row.reading;
    const length = periodEnd - start;
    if (!counts(length)) continue;
    const key = keyOf(sensorId, quantity, start, length);
    const values = find(row.reading, start)?.values;
    if (isGood(row)) values?.set(key, { sensorId, quantity, start, length, value });
    else values?.delete(key);
  }
  return [...hours.values()].map(({ hour, values }) =>
    rolled(
      hour,
      [...values.values()].sort((a, b) => a.start - b.start || a.length - b.length),
    ),
  );
};
