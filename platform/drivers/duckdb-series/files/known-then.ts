import type { DuckDBConnection } from '@duckdb/node-api';
import type { SingleRows } from '../../../ports/series-files.ts';
import { columnList } from '../schema.ts';

/** Rows of a table whose period lies in a piece, and that were known by its time. */
export const within = (row: string, { from, to, end, asOf }: SingleRows): string =>
  `${row}.period_start >= ${from} AND ${row}.period_start < ${to} AND ${row}.period_end <= ${end} AND ${row}.known_at <= ${asOf}`;

const sameKey = 'c.series = s.series AND c.period_start = s.period_start AND c.period_end = s.period_end';

/**
 * Makes the temporary table `earlier`: of each key whose current row was not known yet, the highest revision that was. Resolves with whether there are any; where nothing was superseded
 * since, which is nearly always, the zone maps of `superseded_at` say so at once.
 */
export const stageEarlier = async (connection: DuckDBConnection, rows: SingleRows): Promise<boolean> => {
  await connection.run(`
    CREATE TEMP TABLE earlier AS SELECT ${columnList('s')} FROM superseded s SEMI JOIN temp.series_of m ON s.series = m.series
    WHERE ${within('s', rows)} AND s.superseded_at > ${rows.asOf}
    QUALIFY row_number() OVER (PARTITION BY s.series, s.period_start, s.period_end ORDER BY s.revision DESC) = 1`);
  const count = async (): Promise<number> =>
    Number((await connection.runAndReadAll('SELECT count(*) FROM temp.earlier')).getRows()[0]?.[0]);
  if ((await count()) === 0) return false;
  await connection.run(
    `DELETE FROM temp.earlier s WHERE EXISTS (SELECT 1 FROM reading c WHERE ${sameKey} AND ${within('c', rows)})`,
  );
  return true;
};
