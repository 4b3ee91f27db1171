import type { DuckDBConnection } from '@duckdb/node-api';
import { named } from '../cells/texts.ts';
import type { Extent, PeriodColumn } from '../cells/writing.ts';

export interface Periods {
  readonly extent: Extent;
  /** As where many sensors report by the hour: then a text is made once a period, and not once a row. */
  readonly areShared: boolean;
}

/** Fewer rows a period are not worth the tables. */
const rowsAPeriod = 20;

/** Makes the temporary table `period`: each that a row of the source has. */
export const stagePeriods = async (connection: DuckDBConnection, source: string): Promise<Periods> => {
  await connection.run(`
    CREATE TEMP TABLE period AS SELECT r.period_start, r.period_end, count(*) AS rows
    FROM (${source}) r SEMI JOIN temp.series_of m ON r.series = m.series GROUP BY ALL`);
  const found = await connection.runAndReadAll(`
    SELECT min(period_start)::DOUBLE, max(period_end)::DOUBLE, count(*)::DOUBLE, sum(rows)::DOUBLE FROM temp.period`);
  const [first, last, periods, rows] = (found.getRows()[0] ?? []) as (number | null)[];
  return typeof first === 'number' && typeof last === 'number'
    ? { extent: [first, last], areShared: (rows ?? 0) >= rowsAPeriod * (periods ?? 0) }
    : { extent: null, areShared: false };
};

/** Makes the type `moment`, and the temporary table `moments_of`: what is written of each period. */
export const stageMoments = async (
  connection: DuckDBConnection,
  asked: readonly PeriodColumn[],
): Promise<void> => {
  const texts = asked.map(({ name, sql }) => `${sql} AS ${named(name)}`);
  await connection.run(`
    CREATE TEMP TABLE moment_texts AS SELECT ${['r.period_start', 'r.period_end', ...texts].join(', ')} FROM temp.period r`);
  const each = asked.map(({ name }) => `SELECT ${named(name)} AS text FROM temp.moment_texts`);
  await connection.run(
    `CREATE TEMP TYPE moment AS ENUM (SELECT DISTINCT text FROM (${each.join(' UNION ALL ')}))`,
  );
  const moments = asked.map(({ name }) => `${named(name)}::moment AS ${named(name)}`);
  await connection.run(
    `CREATE TEMP TABLE moments_of AS SELECT * REPLACE (${moments.join(', ')}) FROM temp.moment_texts`,
  );
};
