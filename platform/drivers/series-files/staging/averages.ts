import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { DOUBLE, type DuckDBConnection, INTEGER } from '@duckdb/node-api';
import { coverage } from '../../../air-quality/coverage.ts';
import type { SeriesColumns, SeriesReader } from '../../../ports/series.ts';
import type { AverageRows } from '../../../ports/series-files.ts';
import type { Member } from '../members.ts';
import { appendColumns } from './append.ts';
import { type AverageSlice, slicesOf } from './average-slices.ts';

interface Staged {
  /** The buckets as SQL. */
  readonly sql: string;
  readonly isReplayed: boolean;
}

/** A row a bucket of one sensor that belongs to the slice: in the order of the columns of `averaged`. */
const rowsOf = (
  answer: SeriesColumns,
  { series, sensor }: Member,
  rows: AverageRows,
  { from, to }: AverageSlice,
): (number | null)[][] =>
  answer.starts.flatMap((start, at) => {
    const since = Math.max(start, rows.begin);
    if (since < from || since >= to) return [];
    const [length, count] = [answer.lengthsMs[at] as number, answer.counts[at] as number];
    const share = coverage(count, length, sensor.reportingIntervalMs, answer.coveredMs[at] as number);
    const values = answer.columns.map((column) => (share < rows.minCoverage ? null : (column[at] ?? null)));
    return [[series, start, start + length, count, share, ...values]];
  });

const transposed = (rows: readonly (readonly (number | null)[])[]): (number | null)[][] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? null));

const typesOf = ({ aggregates }: AverageRows) => [
  INTEGER,
  DOUBLE,
  DOUBLE,
  INTEGER,
  ...[DOUBLE, ...aggregates.map(() => DOUBLE)],
];

/** Buckets of any store, as `series` answers them, some sensors and some time after another. */
export const stageAverages = async (
  connection: DuckDBConnection,
  reader: SeriesReader,
  rows: AverageRows,
  members: readonly Member[],
  signal: AbortSignal | undefined,
): Promise<Staged> => {
  const values = rows.aggregates.map((_, at) => `v${at} DOUBLE`);
  const columns = ['series INTEGER', 'period_start DOUBLE', 'period_end DOUBLE', 'readings INTEGER'];
  await connection.run(
    `CREATE TEMP TABLE averaged (${[...columns, 'coverage DOUBLE', ...values].join(', ')})`,
  );

  /** Sensors that have rows, and the time that their readings lie in. */
  const found = new Map<Quantity, { readonly sensorIds: Set<string>; from: number; to: number }>();
  const note = (
    quantity: Quantity,
    { sensor }: Member,
    made: readonly (readonly (number | null)[])[],
  ): void => {
    const [first, last] = [made[0], made.at(-1)];
    if (first === undefined || last === undefined) return;
    const of = found.get(quantity) ?? { sensorIds: new Set<string>(), from: Infinity, to: -Infinity };
    of.sensorIds.add(sensor.id);
    of.from = Math.min(of.from, Math.max(rows.begin, first[1] as number));
    of.to = Math.max(of.to, Math.min(rows.end, last[2] as number));
    found.set(quantity, of);
  };

  for (const [quantity, ofQuantity] of Map.groupBy(members, (member) => member.quantity)) {
    for (const slice of slicesOf(rows, ofQuantity)) {
      const answers = await reader.series(
        {
          groups: slice.members.map(({ sensor: { id, timeZone } }) => ({ id, sensorIds: [id], timeZone })),
          quantity,
          from: slice.readFrom,
          to: rows.end,
          startsBefore: slice.readBefore,
          every: rows.every,
          aggregates: rows.aggregates,
          quality: rows.quality,
          version: rows.version,
        },
        signal,
      );
      const made = slice.members.flatMap((member, at) => {
        const ofMember = rowsOf(answers[at] as SeriesColumns, member, rows, slice);
        note(quantity, member, ofMember);
        return ofMember;
      });
      await appendColumns(connection, 'averaged', typesOf(rows), transposed(made));
    }
  }

  let isReplayed = false;
  for (const [quantity, { sensorIds, from, to }] of found) {
    isReplayed ||=
      (await reader.replayed({ sensorIds: [...sensorIds], quantity, from, to }, signal)).length > 0;
  }
  return {
    sql: `
      SELECT * REPLACE (period_start::BIGINT AS period_start, period_end::BIGINT AS period_end),
        NULL::BIGINT AS replay_start, NULL::BIGINT AS replay_end FROM temp.averaged`,
    isReplayed,
  };
};
