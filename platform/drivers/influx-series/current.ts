import type { Span, StoredReading } from '../../ports/series.ts';
import { byKey } from '../series/order.ts';
import { type Flux, pipe, whole } from './flux.ts';
import { byHours, nameOf, readAll, readingsIn, type Store } from './lookups.ts';
import { keyOfRow } from './plan.ts';
import { cellsOf, rowReader } from './rows.ts';
import { stretchesOf } from './stretches.ts';

/** Rows of the readings bucket as they come, without those that moved away. */
const rowsOfReadings = async (store: Store, pieces: readonly Flux[]): Promise<StoredReading[]> => {
  const rows: StoredReading[] = [];
  await readAll(store, pieces, (table) => {
    const read = rowReader(cellsOf(table));
    return (cells) => {
      const row = read(cells);
      if (row.reading.revision > 0) rows.push(row);
    };
  });
  return rows;
};

/** The highest revision of each key; a torn write can leave a lower one standing until the row comes again. */
export const highestOf = (rows: readonly StoredReading[]): StoredReading[] => {
  const highest = new Map<string, StoredReading>();
  for (const row of rows) {
    const key = keyOfRow(row);
    const other = highest.get(key);
    if (other === undefined || other.reading.revision < row.reading.revision) highest.set(key, row);
  }
  return [...highest.values()];
};

export const currentIn = async (store: Store, spans: readonly Span[]): Promise<readonly StoredReading[]> => {
  const pieces = stretchesOf(spans, byHours).map((stretch) => pipe(readingsIn(store, stretch), whole));
  const rows = await rowsOfReadings(store, pieces);
  const bySeries = Map.groupBy(spans, nameOf);
  const isWithin = ({ reading }: StoredReading): boolean =>
    (bySeries.get(nameOf(reading)) ?? []).some(
      ({ from, to }) => reading.periodStart >= from && reading.periodEnd <= to,
    );
  return highestOf(rows.filter(isWithin)).sort(byKey);
};
