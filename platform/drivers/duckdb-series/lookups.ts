import type { DuckDBConnection } from '@duckdb/node-api';
import type { Span, StoredReading } from '../../ports/series.ts';
import { byKey, type SeriesKey } from '../series/order.ts';
import { columnsOf } from './columns.ts';
import { bigints, execute, greatest, integers, least } from './parameters.ts';
import { type RowColumns, rowReader } from './rows.ts';
import { selectList } from './schema.ts';
import type { SeriesIds } from './series-ids.ts';

type Numbered<T> = T & { readonly series: number };

/** Those that the store knows, with the number of their series. */
const numbered = <T extends SeriesKey>(wanted: readonly T[], ids: SeriesIds): Numbered<T>[] =>
  wanted.flatMap((item) => {
    const series = ids.find(item);
    return series === undefined ? [] : [{ ...item, series }];
  });

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
