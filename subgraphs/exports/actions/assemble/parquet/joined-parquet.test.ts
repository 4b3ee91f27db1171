import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns, inOrder, openPieces, sensors } from '../../../testing/pieces.ts';
import { assembled } from '../assembled.ts';
import type { PieceFile } from '../piece-file.ts';

const about = { columns, sensors, facts: { title: 'PM2.5 · Kampala' }, software: 'aqmrg 1' };

let pieces: Awaited<ReturnType<typeof openPieces>>;
beforeAll(async () => {
  pieces = await openPieces();
});
afterAll(() => pieces.close());

const join1 = async (parts: readonly PieceFile[], name: string): Promise<string> => {
  const path = join(pieces.folder, name);
  const request = { format: 'PARQUET', compression: 'NONE' } as const;
  await writeFile(path, await buffer(assembled(request, inOrder(parts), about)));
  return path;
};
const readAll = async (path: string) =>
  parquetReadObjects({ file: await asyncBufferFromFile(path), compressors });
const query = async (sql: string): Promise<unknown[][]> => {
  const duckdb = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await duckdb.connect();
  const found = (await connection.runAndReadAll(sql)).getRowsJson();
  connection.closeSync();
  duckdb.closeSync();
  return found;
};

/** Some of several row groups, some of none, and more than fifteen in all: then their number is written in another way. */
const hours = [2_000, 0, 1, 1_500, 16_000];

describe('Parquet pieces as one file', () => {
  let path: string;
  let parts: readonly PieceFile[];
  beforeAll(async () => {
    parts = await pieces.series(hours, { format: 'PARQUET' });
    path = await join1(parts, 'joined.parquet');
  });

  it('have the rows of the pieces, in their order, for hyparquet', async () => {
    const rows = (await Promise.all(parts.map(({ path: one }) => readAll(one)))).flat();
    expect(await readAll(path)).toEqual(rows);
    expect(rows).toHaveLength(39_002);
  });

  it('have them for DuckDB, too', async () => {
    const list = parts.map(({ path: one }) => `'${one}'`).join(', ');
    const digest = 'count(*), md5(string_agg(r::VARCHAR, chr(10) ORDER BY file_row_number))';
    const [joined] = await query(`SELECT ${digest} FROM read_parquet('${path}', file_row_number = true) r`);
    // the number of a row counts on over the pieces
    const [apart] =
      await query(`SELECT count(*), md5(string_agg({${columns.map(({ name }) => `'${name}': "${name}"`).join(', ')},
      'file_row_number': n}::VARCHAR, chr(10) ORDER BY n)) FROM (SELECT *, row_number() OVER () - 1 AS n FROM read_parquet([${list}]))`);
    expect(joined).toEqual(apart);
  });

  it('keep the bounds of their row groups, so that readers skip what they do not need', async () => {
    const bounds = async (file: string) =>
      query(`SELECT stats_min_value, stats_max_value, stats_null_count, num_values, row_group_num_rows
        FROM parquet_metadata('${file}') ORDER BY row_group_id, column_id`);
    const apart = (await Promise.all(parts.map(({ path: one }) => bounds(one)))).flat();
    expect(await bounds(path)).toEqual(apart);
    expect(apart.filter(([min]) => min !== null)).toHaveLength(apart.length);
    let reads = 0;
    const file = await asyncBufferFromFile(path);
    const counting = {
      ...file,
      slice: (start: number, end?: number) => {
        reads += 1;
        return file.slice(start, end);
      },
    };
    const metadata = await parquetMetadataAsync(file);
    const early = new Date('2024-05-01T05:00:00Z');
    const filter = { periodStart: { $lt: early } };
    const found = await parquetReadObjects({ file: counting, metadata, filter, compressors });
    expect(found).toHaveLength(10);
    expect(reads).toBeLessThan(metadata.row_groups.length);
  });

  it('say how they are sorted, and what they are', async () => {
    const { row_groups, key_value_metadata, created_by } = await parquetMetadataAsync(
      await asyncBufferFromFile(path),
    );
    expect(row_groups.length).toBeGreaterThan(15);
    for (const { sorting_columns } of row_groups)
      expect(sorting_columns?.map(({ column_idx }) => column_idx)).toEqual([0, 2, 3, 1]);
    expect(created_by).toBe('aqmrg 1');
    expect(key_value_metadata).toEqual([
      { key: 'title', value: 'PM2.5 · Kampala' },
      { key: 'rows', value: '39002' },
      { key: 'isReplayed', value: 'false' },
      { key: 'software', value: 'aqmrg 1' },
    ]);
    expect(await query(`SELECT count(*) FROM parquet_kv_metadata('${path}')`)).toEqual([['4']]);
  });

  it('are a file of no rows where they have none', async () => {
    const empty = await join1(await pieces.series([0, 0], { format: 'PARQUET' }), 'empty.parquet');
    expect(await readAll(empty)).toEqual([]);
    expect(await query(`SELECT count(*) FROM '${empty}'`)).toEqual([['0']]);
    const names = await query(`SELECT column_name FROM (DESCRIBE FROM '${empty}')`);
    expect(names.flat()).toEqual(columns.map(({ name }) => name));
  });

  it('say that any of them is a recording', async () => {
    const [one, other] = await pieces.series([1, 1], { format: 'PARQUET' });
    const mixed = [one as PieceFile, { ...(other as PieceFile), isReplayed: true }];
    const file = await asyncBufferFromFile(await join1(mixed, 'mixed.parquet'));
    expect((await parquetMetadataAsync(file)).key_value_metadata).toContainEqual({
      key: 'isReplayed',
      value: 'true',
    });
  });
});
