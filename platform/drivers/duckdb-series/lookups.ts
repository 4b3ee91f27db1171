import type { DuckDBConnection } from '@duckdb/node-api';
import type { SeriesWriter, Span, StoredReading } from '../../ports/series.ts';
import { columnsOf } from './columns.ts';
import { bySeries } from './order.ts';
import { bigints, execute, greatest, integers, least } from './parameters.ts';
import { type RowColumns, rowReader } from './rows.ts';
import { selectList } from './schema.ts';
import type { SeriesIds, SeriesKey } from './series-ids.ts';

type Before = Parameters<SeriesWriter['preceding']>[0][number];
type Numbered<T> = T & { readonly series: number };

/** Those that the store knows, with the number of their series. */
const numbered = <T extends SeriesKey>(wanted: readonly T[], ids: SeriesIds): Numbered<T>[] =>
  wanted.flatMap((item) => {
    const series = ids.find(item);
    return series === undefined ? [] : [{ ...item, series }];
  });

const byKey = ({ reading: a }: StoredReading, { reading: b }: StoredReading): number =>
  bySeries(a, b) || a.periodStart - b.periodStart || a.periodEnd - b.periodEnd;

/** The outermost limits, as constants: zone maps skip every row group that lies outside. */
const inside = 'r.period_start BETWEEN $first AND $last AND r.series BETWEEN $low AND $high';

const currentRows = `
  SELECT ${selectList('r')} FROM reading r
  SEMI JOIN (
    SELECT unnest($series) AS series, unnest($froms) AS from_ms,
      unnest($tos) AS to_ms
  ) s ON r.series = s.series AND r.period_start >= s.from_ms AND r.period_end <= s.to_ms
  WHERE ${inside}`;

export const currentIn = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  spans: readonly Span[],
): Promise<readonly StoredReading[]> => {
  const wanted = numbered(spans, ids);
  if (wanted.length === 0) return [];
  const series = wanted.map((span) => span.series);
  const froms = wanted.map(({ from }) => from);
  const tos = wanted.map(({ to }) => to);
  const result = await execute(connection, currentRows, {
    series: integers(series),
    froms: bigints(froms),
    tos: bigints(tos),
    first: BigInt(least(froms)),
    last: BigInt(greatest(tos)),
    low: least(series),
    high: greatest(series),
  });
  return rowReader(await columnsOf<RowColumns>(result), ids.keyOf)
    .stored()
    .sort(byKey);
};

/** Finds the rows by three narrow columns first, then fetches all columns of those alone. */
const precedingRows = `
  WITH before AS (SELECT unnest($series) AS series, unnest($befores) AS before_ms),
  newest AS (
    SELECT unnest(max_by(r.rowid, (r.period_end, r.period_start), $count)) AS row_id
    FROM reading r JOIN before b ON r.series = b.series AND r.period_end <= b.before_ms
    WHERE ${inside}
    GROUP BY b.series, b.before_ms
  )
  SELECT ${selectList('r')} FROM reading r SEMI JOIN newest ON r.rowid = newest.row_id WHERE ${inside}`;

const searchBack = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  of: readonly Numbered<Before>[],
  count: number,
  windowMs: number,
): Promise<readonly StoredReading[]> => {
  if (of.length === 0) return [];
  const series = of.map((one) => one.series);
  const befores = of.map(({ before }) => before);
  const result = await execute(connection, precedingRows, {
    series: integers(series),
    befores: bigints(befores),
    count: BigInt(count),
    first: BigInt(least(befores) - windowMs),
    last: BigInt(greatest(befores)),
    low: least(series),
    high: greatest(series),
  });
  return rowReader(await columnsOf<RowColumns>(result), ids.keyOf).stored();
};

/** Those for which fewer than `count` rows were found. */
const unfilled = (
  of: readonly Numbered<Before>[],
  rows: readonly StoredReading[],
  count: number,
  ids: SeriesIds,
) => {
  const ends = Map.groupBy(rows, ({ reading }) => ids.find(reading));
  return of.filter(({ series, before }) => {
    const found = ends.get(series)?.filter(({ reading }) => reading.periodEnd <= before) ?? [];
    return found.length < count;
  });
};

const hourMs = 3_600_000;
/** What is wanted is nearly always in the first window; series that miss some are searched again in the second. */
const windowsMs = { near: 48 * hourMs, far: 30 * 24 * hourMs };

export const precedingIn = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  of: readonly Before[],
  count: number,
): Promise<readonly StoredReading[]> => {
  const wanted = numbered(of, ids);
  if (count <= 0) return [];
  const near = await searchBack(connection, ids, wanted, count, windowsMs.near);
  const far = await searchBack(connection, ids, unfilled(wanted, near, count, ids), count, windowsMs.far);
  const rows = new Map<string, StoredReading>();
  for (const row of [...near, ...far]) {
    const { sensorId, quantity, periodStart, periodEnd } = row.reading;
    rows.set(`${quantity} ${periodStart} ${periodEnd} ${sensorId}`, row);
  }
  return [...rows.values()].sort(byKey);
};
