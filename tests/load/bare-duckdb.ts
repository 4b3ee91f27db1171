import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const batchRows = 1_000;

/** Rows/s of the bare ceiling: DuckDB's appender, flushed and committed every 1,000 rows. */
export const bareBatchesPerSecond = async (rows: number): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'bare-duckdb-'));
  const instance = await DuckDBInstance.create(join(folder, 'bare.duckdb'), { threads: '2' });
  const connection = await instance.connect();
  await connection.run(
    'CREATE TABLE reading (sensor VARCHAR, quantity VARCHAR, period_start BIGINT, period_end BIGINT, value DOUBLE, unit VARCHAR)',
  );
  const appender = await connection.createAppender('reading');
  const began = performance.now();
  for (let row = 0; row < rows; row += 1) {
    appender.appendVarchar(`bench-${row % 200}`);
    appender.appendVarchar('PM25');
    appender.appendBigInt(BigInt(row) * 60_000n);
    appender.appendBigInt(BigInt(row) * 60_000n + 60_000n);
    appender.appendDouble(row % 97);
    appender.appendVarchar('MICROGRAM_PER_CUBIC_METRE');
    appender.endRow();
    if (row % batchRows === batchRows - 1) appender.flushSync();
  }
  appender.closeSync();
  const seconds = (performance.now() - began) / 1_000;
  connection.closeSync();
  instance.closeSync();
  await rm(folder, { recursive: true, force: true });
  return rows / seconds;
};
