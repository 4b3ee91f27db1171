import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interruptible } from './interruptible.ts';

const forever = 'SELECT max(hash(a.range, b.range)) FROM range(10000000) a, range(10000000) b';

describe('an interruptible read', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    connection = await instance.connect();
  });
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  const answer = async () => (await connection.runAndReadAll('SELECT 42')).getRows();

  it('ends a query that runs, with the reason, and leaves the connection usable', async () => {
    const leaving = new AbortController();
    const left = new Error('the client left');
    const running = interruptible(connection, () => connection.run(forever), leaving.signal);
    setTimeout(() => leaving.abort(left), 50);
    await expect(running).rejects.toBe(left);
    expect(await answer()).toEqual([[42]]);
  }, 20_000);

  it('ends a query that begins only after the signal', async () => {
    const leaving = new AbortController();
    const left = new Error('left between two statements');
    const running = interruptible(
      connection,
      async () => {
        leaving.abort(left);
        return connection.run(forever);
      },
      leaving.signal,
    );
    await expect(running).rejects.toBe(left);
  }, 20_000);

  it('tells what failed where nobody left', async () => {
    const { signal } = new AbortController();
    await expect(interruptible(connection, () => connection.run('SELECT nothing'), signal)).rejects.toThrow(
      'nothing',
    );
    expect(await interruptible(connection, answer, signal)).toEqual([[42]]);
  });
});
