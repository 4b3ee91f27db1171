import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import type { StoredReading } from '../../ports/series.ts';
import type { SeriesKey } from '../series/order.ts';
import { cellsOf } from './rows.ts';
import { columnNames, readingColumns } from './schema.ts';
import type { SeriesIds } from './series-ids.ts';

export interface NumberedRow {
  readonly row: StoredReading;
  readonly series: number;
}

/** Numbers the rows; series that the store does not know yet get the next numbers, and come back as `fresh`. */
export const numberRows = (
  rows: readonly StoredReading[],
  ids: SeriesIds,
): { readonly numbered: readonly NumberedRow[]; readonly fresh: readonly SeriesKey[] } => {
  const fresh = new Map<string, SeriesKey & { readonly series: number }>();
  const numberOf = ({ sensorId, quantity }: SeriesKey): number => {
    const known = ids.find({ sensorId, quantity });
    if (known !== undefined) return known;
    const name = `${quantity} ${sensorId}`;
    const made = fresh.get(name) ?? { sensorId, quantity, series: ids.size + fresh.size };
    fresh.set(name, made);
    return made.series;
  };
  const numbered = rows.map((row) => ({ row, series: numberOf(row.reading) }));
  return { numbered, fresh: [...fresh.values()] };
};

/** The newest row of each series: by the end of its period, then by its start. */
const newestOf = (rows: readonly NumberedRow[]): Set<NumberedRow> => {
  const newest = new Map<number, NumberedRow>();
  for (const candidate of rows) {
    const known = newest.get(candidate.series)?.row.reading;
    const { periodStart, periodEnd } = candidate.row.reading;
    if (
      known === undefined ||
      periodEnd > known.periodEnd ||
      (periodEnd === known.periodEnd && periodStart > known.periodStart)
    ) {
      newest.set(candidate.series, candidate);
    }
  }
  return new Set(newest.values());
};

const types = { INTEGER, BIGINT, DOUBLE, VARCHAR };
const stagingTypes = [...columnNames.map((name) => types[readingColumns[name]]), BOOLEAN];
/** DuckDB's vector size: a chunk holds no more. */
const rowsAChunk = 2_048;

/** Through the appender, column by column: an INSERT with bound values is twenty times slower. */
export const stage = async (connection: DuckDBConnection, rows: readonly NumberedRow[]): Promise<void> => {
  await connection.run('DELETE FROM temp.staging');
  const newest = newestOf(rows);
  const appender = await connection.createAppender('staging', 'main', 'temp');
  try {
    for (let from = 0; from < rows.length; from += rowsAChunk) {
      const part = rows.slice(from, from + rowsAChunk);
      const cells = part.map(({ row, series }) => cellsOf(row, series));
      const chunk = DuckDBDataChunk.create(stagingTypes, part.length);
      chunk.setColumns([
        ...columnNames.map((name) => cells.map((cell) => cell[name])),
        part.map((row) => newest.has(row)),
      ]);
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
};

export const addSeries = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  fresh: readonly SeriesKey[],
): Promise<void> => {
  if (fresh.length === 0) return;
  const appender = await connection.createAppender('series');
  try {
    for (const [at, { sensorId, quantity }] of fresh.entries()) {
      appender.appendInteger(ids.size + at);
      appender.appendVarchar(sensorId);
      appender.appendVarchar(quantity);
      appender.endRow();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
};
