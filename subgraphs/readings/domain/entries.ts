import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Row } from './row.ts';

/** A row before and after a wave. */
export interface Entry {
  readonly before: Row | undefined;
  now: Row;
}

/** The entries of one sensor and quantity, sorted by period. */
export type Series = readonly Entry[];

type Period = Pick<Reading, 'periodStart' | 'periodEnd'>;

export const hasChanged = ({ before, now }: Entry): boolean => before !== now;

const comparePeriods = (a: Period, b: Period): number =>
  a.periodStart - b.periodStart || a.periodEnd - b.periodEnd;

/** Where this period stands, or belongs, in a sorted series. */
const placeOf = (series: Series, period: Period): number => {
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePeriods((series[middle] as Entry).now.reading, period) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

const isSorted = (series: Series): boolean =>
  series.every(
    (entry, at) => at === 0 || comparePeriods((series[at - 1] as Entry).now.reading, entry.now.reading) < 0,
  );

/** The rows around a wave by sensor, quantity and period. Most are context only, so that building it has to be cheap. */
export const openEntries = (stored: readonly Row[]) => {
  const bySensor = new Map<string, Map<Quantity, Entry[]>>();

  const seriesOf = (sensorId: string, quantity: Quantity): Entry[] => {
    const ofSensor = bySensor.get(sensorId) ?? new Map<Quantity, Entry[]>();
    bySensor.set(sensorId, ofSensor);
    const series = ofSensor.get(quantity) ?? [];
    ofSensor.set(quantity, series);
    return series;
  };

  for (const row of stored) {
    seriesOf(row.reading.sensorId, row.reading.quantity).push({ before: row, now: row });
  }
  for (const ofSensor of bySensor.values()) {
    for (const series of ofSensor.values()) {
      if (!isSorted(series)) series.sort((a, b) => comparePeriods(a.now.reading, b.now.reading));
    }
  }

  return {
    /** Empty where there is none. */
    series: (sensorId: string, quantity: Quantity): Series => bySensor.get(sensorId)?.get(quantity) ?? [],
    sensors: (): IterableIterator<readonly [string, ReadonlyMap<Quantity, Series>]> => bySensor.entries(),
    find({
      sensorId,
      quantity,
      ...period
    }: Pick<Reading, 'sensorId' | 'quantity'> & Period): Entry | undefined {
      const series = seriesOf(sensorId, quantity);
      const entry = series[placeOf(series, period)];
      return entry && comparePeriods(entry.now.reading, period) === 0 ? entry : undefined;
    },
    /** Takes the place of the row with its key, or a new one. */
    put(now: Row): void {
      const series = seriesOf(now.reading.sensorId, now.reading.quantity);
      const place = placeOf(series, now.reading);
      const entry = series[place];
      if (entry && comparePeriods(entry.now.reading, now.reading) === 0) entry.now = now;
      else series.splice(place, 0, { before: undefined, now });
    },
  };
};
