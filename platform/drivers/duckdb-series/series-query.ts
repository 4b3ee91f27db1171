import type { DuckDBConnection } from '@duckdb/node-api';
import type { Aggregate, SeriesColumns, SeriesGroup, SeriesQuery } from '../../ports/series.ts';
import { bucketsOf } from './buckets.ts';
import { columnsInOrder } from './columns.ts';
import { bigints, execute, greatest, integers, least, oneOf, type Parameters } from './parameters.ts';
import type { SeriesIds } from './series-ids.ts';

const expressions: Readonly<Record<Aggregate, (value: string) => string>> = {
  MEAN: (value) => `avg(${value})`,
  MIN: (value) => `min(${value})`,
  MAX: (value) => `max(${value})`,
  MEDIAN: (value) => `quantile_cont(${value}, 0.5)`,
  P05: (value) => `quantile_cont(${value}, 0.05)`,
  P95: (value) => `quantile_cont(${value}, 0.95)`,
  COUNT: () => 'count(*)::DOUBLE',
  STDDEV: (value) => `stddev_samp(${value})`,
};

interface Member {
  readonly series: number;
  /** The group's place in the query. */
  readonly group: number;
  readonly zone: number;
}

const membersOf = ({ groups, quantity }: SeriesQuery, zones: readonly string[], ids: SeriesIds): Member[] =>
  groups.flatMap(({ sensorIds, timeZone }, group) =>
    ids.among(sensorIds, [quantity]).map((series) => ({ series, group, zone: zones.indexOf(timeZone) })),
  );

const statement = (query: SeriesQuery, quality: string, buckets: ReturnType<typeof bucketsOf>): string => {
  const value = query.version === 'RAW' ? 'r.uncorrected' : 'r.value';
  const wanted = query.aggregates.map((aggregate) => expressions[aggregate](value));
  const columns = [
    'm.group_no',
    `${buckets.start} AS starts`,
    'count(*)::DOUBLE',
    `${buckets.length}`,
    'sum(r.period_end - r.period_start)::DOUBLE',
    ...wanted,
  ];
  return `
    WITH members AS (
      SELECT unnest($series) AS series, unnest($group_nos) AS group_no,
        unnest($member_zones) AS zone
    )${buckets.tables}
    SELECT ${columns.join(', ')}
    FROM reading r JOIN members m ON r.series = m.series ${buckets.join}
    WHERE r.period_start >= $from_ms AND r.period_end <= $to_ms AND r.period_start < $to_ms
      AND r.series BETWEEN $low AND $high AND ${quality}
    GROUP BY m.group_no, ${buckets.groupBy} ORDER BY m.group_no, starts`;
};

/** Cuts the columns, which are sorted by group, into one answer a group. */
const byGroup = (groups: readonly SeriesGroup[], columns: readonly unknown[][]): SeriesColumns[] => {
  const [groupNos, starts, counts, lengthsMs, coveredMs, ...values] = columns as number[][] as [
    number[],
    number[],
    number[],
    number[],
    number[],
    ...(number | null)[][],
  ];
  let from = 0;
  return groups.map(({ id }, group) => {
    let to = from;
    while (groupNos[to] === group) to += 1;
    const cut = <T>(column: T[]): T[] => column.slice(from, to);
    const answer = {
      id,
      starts: cut(starts),
      columns: values.map(cut),
      counts: cut(counts),
      lengthsMs: cut(lengthsMs),
      coveredMs: cut(coveredMs),
    };
    from = to;
    return answer;
  });
};

/** All groups in one statement. */
export const querySeries = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  query: SeriesQuery,
): Promise<readonly SeriesColumns[]> => {
  const { from, to } = query;
  const zones = [...new Set(query.groups.map(({ timeZone }) => timeZone))];
  const buckets = bucketsOf(query.every, { from, to, zones });
  const members = membersOf(query, zones, ids);
  if (members.length === 0 || query.quality.length === 0 || query.from >= query.to) {
    return byGroup(query.groups, [[], [], [], [], [], ...query.aggregates.map(() => [])]);
  }
  const quality = oneOf('r.quality', query.quality);
  const series = members.map((member) => member.series);
  const bound: Parameters = {
    series: integers(series),
    group_nos: integers(members.map(({ group }) => group)),
    member_zones: bigints(members.map(({ zone }) => buckets.zones[zone] as number)),
    from_ms: BigInt(query.from),
    to_ms: BigInt(query.to),
    low: least(series),
    high: greatest(series),
    ...buckets.bound,
    ...quality.bound,
  };
  const result = await execute(connection, statement(query, quality.sql, buckets), bound);
  return byGroup(query.groups, await columnsInOrder(result));
};
