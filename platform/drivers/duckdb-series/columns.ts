import type { DuckDBMaterializedResult } from '@duckdb/node-api';

/** A result's columns in order. Vectors are read cell by cell: rows as objects cost five times as much. */
export const columnsInOrder = async (result: DuckDBMaterializedResult): Promise<unknown[][]> => {
  const columns: unknown[][] = Array.from({ length: result.columnCount }, () => []);
  for (const chunk of await result.fetchAllChunks()) {
    const rows = chunk.rowCount;
    for (const [at, column] of columns.entries()) {
      const vector = chunk.getColumnVector(at);
      for (let row = 0; row < rows; row += 1) column.push(vector.getItem(row));
    }
  }
  return columns;
};

/** A result's columns by name; the caller knows what its SELECT gives. */
export const columnsOf = async <C>(result: DuckDBMaterializedResult): Promise<C> => {
  const columns = await columnsInOrder(result);
  return Object.fromEntries(result.columnNames().map((name, at) => [name, columns[at]])) as C;
};
