import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { HourlyMean, HourlyQuery, ReadingsQuery } from '../../ports/series.ts';
import { bySeries } from '../series/order.ts';
import { columnsOf, doublesInOrder } from './columns.ts';
import { execute, greatest, integers, least, oneOf } from './parameters.ts';
import { type RowColumns, rowReader } from './rows.ts';
import { columnList, selectList } from './schema.ts';
import type { SeriesIds } from './series-ids.ts';

const latestRows = `
  SELECT ${selectList('r')} FROM latest r
  SEMI JOIN (SELECT unnest($series) AS series) s ON r.series = s.series`;

export const queryLatest = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  sensorIds: readonly string[],
  quantities?: readonly Quantity[],
): Promise<readonly Reading[]> => {
  const series = ids.among(sensorIds, quantities);
  if (series.length === 0) return [];
  const result = await execute(connection, latestRows, { series: integers(series) });
  const readings = rowReader(await columnsOf<RowColumns>(result), ids.keyOf).readings();
  return readings.sort(bySeries);
};

const within = (row: string) => `
  ${row}.series = $series AND ${row}.period_start >= $from_ms AND ${row}.period_start < $to_ms AND ${row}.period_end <= $to_ms`;

/**
 * As it was known at $as_of: of each key the highest revision known by then. `superseded_at` rules out most rows early;
 * the window decides where revisions became known in another order than they were made.
 */
const asKnownThen = `(
  SELECT ${columnList()} FROM (
    SELECT ${columnList('c')} FROM reading c WHERE ${within('c')} AND c.known_at <= $as_of
    UNION ALL
    SELECT ${columnList('s')} FROM superseded s
    WHERE ${within('s')} AND s.known_at <= $as_of AND s.superseded_at > $as_of
  )
  QUALIFY row_number() OVER (PARTITION BY period_start, period_end ORDER BY revision DESC) = 1
)`;

export const queryReadings = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  query: ReadingsQuery,
): Promise<readonly Reading[]> => {
  const series = ids.find(query);
  if (series === undefined || query.quality.length === 0 || query.limit <= 0) return [];
  const quality = oneOf('r.quality', query.quality);
  const { after, asOf, startsBefore } = query;
  const afterLast =
    '(r.period_start > $after_start OR (r.period_start = $after_start AND r.period_end > $after_end))';
  const result = await execute(
    connection,
    `SELECT ${selectList('r')} FROM ${asOf === undefined ? 'reading' : asKnownThen} r
     WHERE ${within('r')} AND ${quality.sql}
       ${startsBefore === undefined ? '' : 'AND r.period_start < $starts_before'}
       ${after === undefined ? '' : `AND ${afterLast}`}
     ORDER BY r.period_start, r.period_end LIMIT $count`,
    {
      series,
      from_ms: BigInt(Math.max(query.from, after?.periodStart ?? query.from)),
      to_ms: BigInt(query.to),
      count: BigInt(query.limit),
      ...quality.bound,
      ...(asOf !== undefined && { as_of: BigInt(asOf) }),
      ...(startsBefore !== undefined && { starts_before: BigInt(startsBefore) }),
      ...(after !== undefined && {
        after_start: BigInt(after.periodStart),
        after_end: BigInt(after.periodEnd),
      }),
    },
  );
  return rowReader(await columnsOf<RowColumns>(result), ids.keyOf).readings();
};

const hours = `
  SELECT h.series::DOUBLE, h.hour_start::DOUBLE, h.mean, h.count::DOUBLE, h.covered_ms::DOUBLE
  FROM hourly h SEMI JOIN (SELECT unnest($series) AS series) s ON h.series = s.series
  WHERE h.hour_start >= $from_ms AND h.hour_start < $to_ms AND h.series BETWEEN $low AND $high
  ORDER BY h.series, h.hour_start`;

type HourColumns = readonly [
  series: Float64Array,
  starts: Float64Array,
  means: Float64Array,
  counts: Float64Array,
  covered: Float64Array,
];

/** Where the rows of each series lie, which come one series after the other: a hundred thousand rows need not be sorted by text. */
const runsOf = (
  series: Float64Array,
): { readonly id: number; readonly from: number; readonly to: number }[] => {
  const runs: { id: number; from: number; to: number }[] = [];
  for (let row = 0; row < series.length; row += 1) {
    const last = runs.at(-1);
    if (last && last.id === series[row]) last.to = row + 1;
    else runs.push({ id: series[row] as number, from: row, to: row + 1 });
  }
  return runs;
};

export const queryHourly = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  { sensorIds, quantities, from, to }: HourlyQuery,
): Promise<readonly HourlyMean[]> => {
  const series = ids.among(sensorIds, quantities);
  if (series.length === 0) return [];
  const result = await execute(connection, hours, {
    series: integers(series),
    from_ms: BigInt(from),
    to_ms: BigInt(to),
    low: least(series),
    high: greatest(series),
  });
  const [of, starts, means, counts, covered] = (await doublesInOrder(result)) as unknown as HourColumns;
  return runsOf(of)
    .map(({ id, from: first, to: end }) => ({ key: ids.keyOf(id), first, end }))
    .sort((a, b) => bySeries(a.key, b.key))
    .flatMap(({ key: { sensorId, quantity }, first, end }) =>
      Array.from({ length: end - first }, (_, at): HourlyMean => {
        const row = first + at;
        return {
          sensorId,
          quantity,
          hourStart: starts[row] as number,
          mean: means[row] as number,
          count: counts[row] as number,
          coveredMs: covered[row] as number,
        };
      }),
    );
};
