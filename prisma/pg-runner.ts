import pg from 'pg';
import type { SqlRunner } from './migrate.ts';

export interface PgRunner extends SqlRunner {
  end(): Promise<void>;
}

/** A SqlRunner over one connection of `pg`. */
export const openPgRunner = async (connection: pg.ClientConfig): Promise<PgRunner> => {
  const client = new pg.Client(connection);
  // A connection that is cut off rejects the query in hand; unheard, the event would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  return {
    exec: (script) => client.query(script),
    query: async <Row extends object>(sql: string, values?: readonly unknown[]) =>
      (await client.query<Row & pg.QueryResultRow>(sql, values && [...values])).rows,
    end: () => client.end(),
  };
};
