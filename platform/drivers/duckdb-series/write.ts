import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoredReading } from '../../ports/series.ts';
import { execute } from './parameters.ts';
import { columnList, columnNames } from './schema.ts';
import type { SeriesIds } from './series-ids.ts';
import { addSeries, type NumberedRow, numberRows, stage } from './stage.ts';

const hourMs = 3_600_000;

/** Start of the UTC hour, also before 1970. */
const hourOf = (ms: string) => `(${ms} - ((${ms} % ${hourMs}) + ${hourMs}) % ${hourMs})`;

/** The batch's extent, as constants: row groups outside are skipped by their zone maps. */
const sameKey = `
  r.series = s.series AND r.period_start = s.period_start AND r.period_end = s.period_end
  AND r.period_start BETWEEN $first AND $last AND r.series BETWEEN $low AND $high`;

const assignments = columnNames.map((name) => `${name} = s.${name}`).join(', ');
const upsert = `UPDATE SET ${assignments} WHEN NOT MATCHED THEN INSERT (${columnList()}) VALUES (${columnList('s')})`;

const supersede = `
  INSERT INTO superseded SELECT ${columnList('r')}, s.known_at
  FROM reading r JOIN temp.staging s ON ${sameKey} WHERE s.revision > r.revision`;

const merge = `
  MERGE INTO reading AS r USING temp.staging AS s ON ${sameKey}
  WHEN MATCHED AND s.revision > r.revision THEN ${upsert}`;

const mergeLatest = `
  MERGE INTO latest AS r USING (SELECT * FROM temp.staging WHERE newest) AS s ON r.series = s.series
  WHEN MATCHED AND (s.period_end, s.period_start, s.revision) > (r.period_end, r.period_start, r.revision)
  THEN ${upsert}`;

/** Over whole hours. Readings longer than an hour say nothing of one hour. */
const rollUp = `
  WITH touched AS (SELECT DISTINCT series, ${hourOf('period_start')} AS hour_start FROM temp.staging),
  rolled AS (
    SELECT t.series, t.hour_start, avg(r.value) AS mean, count(*)::INTEGER AS count,
      least(sum(r.period_end - r.period_start), ${hourMs})::BIGINT AS covered_ms
    FROM reading r JOIN touched t ON r.series = t.series AND ${hourOf('r.period_start')} = t.hour_start
    WHERE r.period_start BETWEEN $first AND $last AND r.series BETWEEN $low AND $high
      AND r.period_end - r.period_start <= ${hourMs} AND r.quality IN ('GOOD', 'UNKNOWN')
    GROUP BY t.series, t.hour_start
  )
  MERGE INTO hourly AS h USING (SELECT * FROM touched LEFT JOIN rolled USING (series, hour_start)) AS s
  ON h.series = s.series AND h.hour_start = s.hour_start AND h.hour_start BETWEEN $first AND $last
    AND h.series BETWEEN $low AND $high
  WHEN MATCHED AND s.count IS NULL THEN DELETE
  WHEN MATCHED AND (s.mean, s.count, s.covered_ms) IS DISTINCT FROM (h.mean, h.count, h.covered_ms)
    THEN UPDATE SET mean = s.mean, count = s.count, covered_ms = s.covered_ms
  WHEN NOT MATCHED AND s.count IS NOT NULL THEN INSERT VALUES (s.series, s.hour_start, s.mean, s.count, s.covered_ms)`;

/** The batch's extent, and the same by whole hours. */
const boundsOf = (rows: readonly NumberedRow[]) => {
  let [first, last, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { row, series } of rows) {
    first = Math.min(first, row.reading.periodStart);
    last = Math.max(last, row.reading.periodStart);
    low = Math.min(low, series);
    high = Math.max(high, series);
  }
  const firstHour = Math.floor(first / hourMs) * hourMs;
  const afterLastHour = (Math.floor(last / hourMs) + 1) * hourMs;
  return {
    exact: { first: BigInt(first), last: BigInt(last), low, high },
    hours: { first: BigInt(firstHour), last: BigInt(afterLastHour - 1), low, high },
  };
};

/** All of the batch, or nothing: one transaction, one sync. */
export const writeBatch = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  rows: readonly StoredReading[],
): Promise<void> => {
  if (rows.length === 0) return;
  const { numbered, fresh } = numberRows(rows, ids);
  const { exact, hours } = boundsOf(numbered);
  const mayReplace = rows.some(({ reading }) => reading.revision > 1);

  await connection.run('BEGIN');
  try {
    await stage(connection, numbered);
    await addSeries(connection, ids, fresh);
    if (mayReplace) await execute(connection, supersede, exact);
    await execute(connection, merge, exact);
    await connection.run(mergeLatest);
    await execute(connection, rollUp, hours);
    await connection.run('COMMIT');
  } catch (error) {
    // A failed COMMIT has rolled back already; then there is nothing left to roll back.
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
  ids.add(fresh);
};
