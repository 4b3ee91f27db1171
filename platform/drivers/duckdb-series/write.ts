import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import type { StoredReading } from '../../ports/series.ts';
import { cellsOf } from './rows.ts';
import { columnList, columnNames, readingColumns } from './schema.ts';
import type { SeriesIds, SeriesKey } from './series-ids.ts';

const hourMs = 3_600_000;

/** Start of the UTC hour, also before 1970. */
const hourOf = (ms: string) => `(${ms} - ((${ms} % ${hourMs}) + ${hourMs}) % ${hourMs})`;

/** $1 to $4 bound the batch's period starts and series: row groups outside are skipped by their zone maps. */
const sameKey = `
  r.series = s.series AND r.period_start = s.period_start AND r.period_end = s.period_end
  AND r.period_start BETWEEN $1 AND $2 AND r.series BETWEEN $3 AND $4`;

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

/** $1 and $2 bound the hours, $3 and $4 the series. Readings longer than an hour say nothing of one hour. */
const rollUp = `
  WITH touched AS (SELECT DISTINCT series, ${hourOf('period_start')} AS hour_start FROM temp.staging),
  rolled AS (
    SELECT t.series, t.hour_start, avg(r.value) AS mean, count(*)::INTEGER AS count,
      least(sum(r.period_end - r.period_start), ${hourMs})::BIGINT AS covered_ms
    FROM reading r JOIN touched t ON r.series = t.series AND ${hourOf('r.period_start')} = t.hour_start
    WHERE r.period_start >= $1 AND r.period_start < $2 AND r.series BETWEEN $3 AND $4
      AND r.period_end - r.period_start <= ${hourMs} AND r.quality IN ('GOOD', 'UNKNOWN')
    GROUP BY t.series, t.hour_start
  )
  MERGE INTO hourly AS h USING (SELECT * FROM touched LEFT JOIN rolled USING (series, hour_start)) AS s
  ON h.series = s.series AND h.hour_start = s.hour_start AND h.hour_start >= $1 AND h.hour_start < $2
    AND h.series BETWEEN $3 AND $4
  WHEN MATCHED AND s.count IS NULL THEN DELETE
  WHEN MATCHED AND (s.mean, s.count, s.covered_ms) IS DISTINCT FROM (h.mean, h.count, h.covered_ms)
    THEN UPDATE SET mean = s.mean, count = s.count, covered_ms = s.covered_ms
  WHEN NOT MATCHED AND s.count IS NOT NULL THEN INSERT VALUES (s.series, s.hour_start, s.mean, s.count, s.covered_ms)`;

const types = { INTEGER, BIGINT, DOUBLE, VARCHAR };
const stagingTypes = [...columnNames.map((name) => types[readingColumns[name]]), BOOLEAN];
const rowsAChunk = 2_048;

/** The newest row of each series: by the end of its period, then by its start. */
const newestOf = (rows: readonly StoredReading[], idOf: (key: SeriesKey) => number): Set<StoredReading> => {
  const newest = new Map<number, StoredReading>();
  for (const row of rows) {
    const id = idOf(row.reading);
    const known = newest.get(id)?.reading;
    const { periodStart, periodEnd } = row.reading;
    if (
      known === undefined ||
      periodEnd > known.periodEnd ||
      (periodEnd === known.periodEnd && periodStart > known.periodStart)
    ) {
      newest.set(id, row);
    }
  }
  return new Set(newest.values());
};

/** Through the appender, column by column: an INSERT with bound values is twenty times slower. */
const stage = async (
  connection: DuckDBConnection,
  rows: readonly StoredReading[],
  idOf: (key: SeriesKey) => number,
): Promise<void> => {
  await connection.run('DELETE FROM temp.staging');
  const newest = newestOf(rows, idOf);
  const appender = await connection.createAppender('staging', 'main', 'temp');
  try {
    for (let from = 0; from < rows.length; from += rowsAChunk) {
      const part = rows.slice(from, from + rowsAChunk);
      const cells = part.map((row) => cellsOf(row, idOf(row.reading)));
      const chunk = DuckDBDataChunk.create(stagingTypes, cells.length);
      chunk.setColumns([
        ...columnNames.map((name) => cells.map((cell) => cell[name])),
        part.map((row) => newest.has(row)),
      ]);
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
};

/** Keys of the batch that have no number yet. */
const unnumbered = (rows: readonly StoredReading[], ids: SeriesIds): SeriesKey[] => {
  const fresh = new Map<string, SeriesKey>();
  for (const { reading } of rows) {
    if (ids.find(reading) === undefined) {
      const { sensorId, quantity } = reading;
      fresh.set(`${quantity} ${sensorId}`, { sensorId, quantity });
    }
  }
  return [...fresh.values()];
};

const numberSeries = async (connection: DuckDBConnection, from: number, keys: readonly SeriesKey[]) => {
  if (keys.length === 0) return;
  const appender = await connection.createAppender('series');
  try {
    keys.forEach(({ sensorId, quantity }, index) => {
      appender.appendInteger(from + index);
      appender.appendVarchar(sensorId);
      appender.appendVarchar(quantity);
      appender.endRow();
    });
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
};

/** The batch's extent: [first start, last start, lowest series, highest series], and the same by whole hours. */
const boundsOf = (rows: readonly StoredReading[], idOf: (key: SeriesKey) => number) => {
  let [first, last, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { reading } of rows) {
    const id = idOf(reading);
    first = Math.min(first, reading.periodStart);
    last = Math.max(last, reading.periodStart);
    low = Math.min(low, id);
    high = Math.max(high, id);
  }
  const hourBefore = Math.floor(first / hourMs) * hourMs;
  const hourAfter = (Math.floor(last / hourMs) + 1) * hourMs;
  return {
    starts: [BigInt(first), BigInt(last), low, high],
    hours: [BigInt(hourBefore), BigInt(hourAfter), low, high],
  };
};

/** All of the batch, or nothing: one transaction, one sync. */
export const writeBatch = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  rows: readonly StoredReading[],
): Promise<void> => {
  if (rows.length === 0) return;
  const fresh = unnumbered(rows, ids);
  const freshIds = new Map(
    fresh.map(({ sensorId, quantity }, at) => [`${quantity} ${sensorId}`, ids.size + at]),
  );
  const idOf = (key: SeriesKey) =>
    ids.find(key) ?? (freshIds.get(`${key.quantity} ${key.sensorId}`) as number);

  const { starts, hours } = boundsOf(rows, idOf);

  await connection.run('BEGIN');
  try {
    await stage(connection, rows, idOf);
    await numberSeries(connection, ids.size, fresh);
    if (rows.some(({ reading }) => reading.revision > 1)) await connection.run(supersede, starts);
    await connection.run(merge, starts);
    await connection.run(mergeLatest);
    await connection.run(rollUp, hours);
    await connection.run('COMMIT');
  } catch (error) {
    // A failed COMMIT has rolled back already; then there is nothing left to roll back.
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
  ids.add(fresh);
};
