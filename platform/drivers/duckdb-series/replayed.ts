import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReplayedQuery } from '../../ports/series.ts';
import { doublesInOrder } from './columns.ts';
import { execute, greatest, integers, least } from './parameters.ts';
import type { SeriesIds } from './series-ids.ts';

const seriesWithReplays = `
  SELECT DISTINCT r.series::DOUBLE FROM reading r SEMI JOIN (SELECT unnest($series) AS series) s ON r.series = s.series
  WHERE r.replay_start IS NOT NULL AND r.period_start >= $from_ms AND r.period_start < $to_ms
    AND r.series BETWEEN $low AND $high`;

export const queryReplayed = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  { sensorIds, quantity, from, to }: ReplayedQuery,
): Promise<readonly string[]> => {
  const series = ids.among(sensorIds, [quantity]);
  if (series.length === 0 || from >= to) return [];
  const result = await execute(connection, seriesWithReplays, {
    series: integers(series),
    from_ms: BigInt(from),
    to_ms: BigInt(to),
    low: least(series),
    high: greatest(series),
  });
  const [found = new Float64Array()] = await doublesInOrder(result);
  return Array.from(found, (id) => ids.keyOf(id).sensorId).sort();
};
