import type { DuckDBConnection } from '@duckdb/node-api';
import type { FilePiece } from '../../ports/series-files.ts';
import type { Extent, Extents } from './cells/writing.ts';
import type { Periods } from './staging/periods.ts';

const extent = async (
  connection: DuckDBConnection,
  source: string,
  [first, last]: readonly [first: string, last: string],
): Promise<Extent> => {
  const found = await connection.runAndReadAll(`
    SELECT min(r.${first})::DOUBLE, max(r.${last})::DOUBLE FROM (${source}) r SEMI JOIN temp.series_of m ON r.series = m.series
    WHERE r.${first} IS NOT NULL`);
  const [min, max] = found.getRows()[0] ?? [];
  return typeof min === 'number' && typeof max === 'number' ? [min, max] : null;
};

/** Where a piece's instants lie. When its rows were received is looked for where a column tells it by a clock that may change. */
export const extentsOf = async (
  connection: DuckDBConnection,
  { columns }: FilePiece,
  source: string,
  periods: Periods,
): Promise<Extents> => {
  const tellsReceived = columns.some(
    ({ cell }) => cell.of === 'time' && cell.clock !== 'UTC' && cell.what === 'receivedAt',
  );
  return {
    period: periods.extent,
    original: await extent(connection, source, ['replay_start', 'replay_end']),
    received: tellsReceived ? await extent(connection, source, ['received_at', 'received_at']) : null,
  };
};
