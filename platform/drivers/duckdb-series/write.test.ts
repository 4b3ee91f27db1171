import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hourMs, makeStored, revised } from '../../ports/series.builders.ts';
import type { StoredReading } from '../../ports/series.ts';
import { Store } from './store.ts';
import { writeBatch } from './write.ts';

describe('a batch in the DuckDB tables', () => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'series-'));
    store = await Store.open({
      file: join(folder, 'series.duckdb'),
      threads: 1,
      memoryLimit: '256MB',
      log: undefined,
    });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const write = (rows: readonly StoredReading[]) =>
    store.write((connection, ids) => writeBatch(connection, ids, rows));
  const tables = () =>
    store.read(async (connection) => {
      const counts = ['series', 'reading', 'superseded', 'latest', 'hourly'].map(
        (table) => `(SELECT count(*)::INTEGER FROM ${table}) AS ${table}`,
      );
      return (await connection.runAndReadAll(`SELECT ${counts.join(', ')}`)).getRowObjects()[0];
    });

  it('moves a replaced row to the superseded ones once, however often it is written', async () => {
    const first = makeStored();
    const second = revised(first, { value: 3 });
    const third = revised(second, { value: 4 });
    for (const row of [first, first, second, second, first, third, second, third]) await write([row]);
    expect(await tables()).toStrictEqual({ series: 1, reading: 1, superseded: 2, latest: 1, hourly: 1 });
  });

  it('leaves no trace of a batch of which one row cannot be stored', async () => {
    const good = makeStored({ sensorId: 'new' });
    const bad = makeStored({ sensorId: 'newer', periodStart: 0, periodEnd: hourMs, revision: 2 ** 40 });
    await expect(write([good, bad])).rejects.toThrow();
    const nothing = { series: 0, reading: 0, superseded: 0, latest: 0, hourly: 0 };
    expect(await tables()).toStrictEqual(nothing);
    await write([good, makeStored({ sensorId: 'newer' })]);
    expect(await tables()).toStrictEqual({ ...nothing, series: 2, reading: 2, latest: 2, hourly: 2 });
  });
});
