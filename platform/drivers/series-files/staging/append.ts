import { setImmediate as otherWork } from 'node:timers/promises';
import { type DuckDBConnection, DuckDBDataChunk, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';

/** DuckDB's vector size: a chunk holds no more. */
const rowsAChunk = 2_048;

/** Through the appender, column by column, to a temporary table. Others get their turn after each chunk. */
export const appendColumns = async (
  connection: DuckDBConnection,
  table: string,
  types: readonly DuckDBType[],
  columns: readonly (readonly DuckDBValue[])[],
): Promise<void> => {
  const rows = columns[0]?.length ?? 0;
  const appender = await connection.createAppender(table, 'main', 'temp');
  try {
    for (let from = 0; from < rows; from += rowsAChunk) {
      const part = columns.map((column) => column.slice(from, from + rowsAChunk));
      const chunk = DuckDBDataChunk.create([...types], part[0]?.length ?? 0);
      chunk.setColumns(part);
      appender.appendDataChunk(chunk);
      await otherWork();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
};
