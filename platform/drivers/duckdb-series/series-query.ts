import type { DuckDBConnection } from '@duckdb/node-api';
import type { Aggregate, SeriesColumns, SeriesGroup, SeriesQuery } from '../../ports/series.ts';
import { bucketsOf } from './buckets.ts';
import { doublesInOrder } from './columns.ts';
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
  // not a number where there is one value alone
  STDDEV: (value) => `coalesce(stddev_samp(${value}), 'NaN'::DOUBLE)`,
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

/** Where a row's group and zone come from: joined; or, for one series alone, bound, which spares a quarter of the time. */
const sources = {
  joined: {
    group: 'm.group_no',
    zone: 'm.zone',
    members:
      'SELECT unnest($series) AS series, unnest($group_nos) AS group_no, unnest($member_zones) AS zone',
    from: 'reading r JOIN members m ON r.series = m.series',
    within: 'r.series BETWEEN $low AND $high',
  },
  alone: {
    group: '$group_no',
    zone: '$member_zone',
    members: 'SELECT $group_no AS group_no, $member_zone AS zone',
    from: 'reading r',
    within: 'r.series = $low',
  },
} as const;
type Source = (typeof sources)[keyof typeof sources];

const statement = (
  query: SeriesQuery,
  quality: string,
  buckets: ReturnType<typeof bucketsOf>,
  source: Source,
): string => {
  const value = query.version === 'RAW' ? 'r.uncorrected' : 'r.value';
  const wanted = query.aggregates.map((aggregate) => expressions[aggregate](value));
  const columns = [
    `${source.group}::DOUBLE AS group_no`,
    `${buckets.start} AS starts`,
    'count(*)::DOUBLE',
    `${buckets.length}`,
    'sum(r.period_end - r.period_start)::DOUBLE',
    ...wanted,
  ];
  return `
    WITH members AS (${source.members})${buckets.tables}
    SELECT ${columns.join(', ')}
    FROM ${source.from} ${buckets.join}
    WHERE r.period_start >= $from_ms AND r.period_end <= $to_ms AND r.period_start < $before_ms
      AND ${source.within} AND ${quality}
    GROUP BY ${buckets.groupBy}${source === sources.alone ? '' : ', m.group_no'} ORDER BY group_no, starts`;
};

/** Array.from would iterate, at twenty times the cost. */
const numbers = (column: Float64Array, from: number, to: number): number[] => {
  const cut: number[] = [];
  for (let at = from; at < to; at += 1) cut.push(column[at] as number);
  return cut;
};

const numbersOrNull = (column: Float64Array, from: number, to: number): (number | null)[] => {
  const cut: (number | null)[] = numbers(column, from, to);
  return cut.some(Number.isNaN) ? cut.map((value) => (Number.isNaN(value) ? null : value)) : cut;
};

/** Cuts the columns, which are sorted by group, into one answer a group. */
const byGroup = (groups: readonly SeriesGroup[], columns: readonly Float64Array[]): SeriesColumns[] => {
  const [groupNos, starts, counts, lengthsMs, coveredMs, ...values] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    ...Float64Array[],
  ];
  let from = 0;
  return groups.map(({ id }, group) => {
    let to = from;
    while (groupNos[to] === group) to += 1;
    const answer = {
      id,
      starts: numbers(starts, from, to),
      columns: values.map((column) => numbersOrNull(column, from, to)),
      counts: numbers(counts, from, to),
      lengthsMs: numbers(lengthsMs, from, to),
      coveredMs: numbers(coveredMs, from, to),
    };
    from = to;
    return answer;
  });
};

const boundMembers = (members: readonly Member[], zones: readonly number[]): Parameters => {
  const series = members.map((member) => member.series);
  const groups = members.map(({ group }) => group);
  const memberZones = members.map(({ zone }) => zones[zone] as number);
  const low = least(series);
  return members.length === 1
    ? { group_no: least(groups), member_zone: BigInt(least(memberZones)), low }
    : {
        series: integers(series),
        group_nos: integers(groups),
        member_zones: bigints(memberZones),
        low,
        high: greatest(series),
      };
};

/** All groups in one statement. */
export const querySeries = async (
  connection: DuckDBConnection,
  ids: SeriesIds,
  query: SeriesQuery,
): Promise<readonly SeriesColumns[]> => {
  const { from, to } = query;
  const before = Math.min(to, query.startsBefore ?? to);
  const zones = [...new Set(query.groups.map(({ timeZone }) => timeZone))];
  const members = membersOf(query, zones, ids);
  const source = members.length === 1 ? sources.alone : sources.joined;
  const buckets = bucketsOf(query.every, { from, to: before, zones, zone: source.zone });
  if (members.length === 0 || query.quality.length === 0 || from >= before) {
    const none = Array.from({ length: 5 + query.aggregates.length }, () => new Float64Array());
    return byGroup(query.groups, none);
  }
  const quality = oneOf('r.quality', query.quality);
  const bound: Parameters = {
    ...boundMembers(members, buckets.zones),
    from_ms: BigInt(from),
    to_ms: BigInt(to),
    before_ms: BigInt(before),
    ...buckets.bound,
    ...quality.bound,
  };
  const result = await execute(connection, statement(query, quality.sql, buckets, source), bound);
  return byGroup(query.groups, await doublesInOrder(result));
};
