import { flux, fluxExpression } from '@influxdata/influxdb-client';
import type { Aggregate, SeriesQuery } from '../../ports/series.ts';
import type { Run } from './buckets.ts';
import { duration, type Flux, isThere, keep, pipe, results, tagIn } from './flux.ts';
import type { Store } from './lookups.ts';
import type { Part } from './pool.ts';
import { cellsOf, msOf, onceFor } from './rows.ts';
import { type Pools, startsOf, valuesOf } from './series-values.ts';
import { fromTag } from './tag-text.ts';

/** The lengths of the readings that may lie in the span: from the index alone. */
const lengthsIn = async (
  store: Store,
  query: SeriesQuery,
  sensorIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<number[]> => {
  const distinct = flux`keep(columns: ["length"]) |> group() |> distinct(column: "length")`;
  const lengths: number[] = [];
  await store.server.query(
    results([pipe(valuesOf(store, query, sensorIds, startsOf(query)), distinct)]),
    (table) => {
      const value = cellsOf(table)('_value');
      return (row) => {
        lengths.push(Number(value(row)));
      };
    },
    signal,
  );
  return lengths;
};

const partsOf = (aggregates: readonly Aggregate[]): Part[] => [
  'count',
  ...(aggregates.includes('MEAN') ? (['sum'] as const) : []),
  ...(aggregates.includes('MIN') ? (['min'] as const) : []),
  ...(aggregates.includes('MAX') ? (['max'] as const) : []),
];

const windows = (part: Part, { from, everyMs }: Run): Flux => {
  const offset = ((from % everyMs) + everyMs) % everyMs;
  return flux`aggregateWindow(every: ${duration(everyMs)}, offset: ${duration(offset)}, fn: ${fluxExpression(part)}, createEmpty: false, timeSrc: "_start")`;
};

/** Results that one query may have: each costs InfluxDB about a millisecond. */
const mostResults = 120;

interface Branch {
  readonly part: Part;
  readonly length: number;
  readonly piece: Flux;
}

/** InfluxDB's storage makes the buckets of each sensor, quality and length; a reading of a length ends by then if it starts early enough. */
const branchesOf = (
  store: Store,
  query: SeriesQuery,
  sensorIds: readonly string[],
  lengths: readonly number[],
  runs: readonly Run[],
): Branch[] => {
  const starts = startsOf(query);
  return lengths.flatMap((length) =>
    runs.flatMap((run) => {
      const span = {
        from: Math.max(starts.from, run.from),
        to: Math.min(starts.to, run.to, query.to - length + 1),
      };
      if (span.from >= span.to) return [];
      const values = valuesOf(store, query, sensorIds, span, tagIn('length', [String(length)]), isThere);
      return partsOf(query.aggregates).map((part) => ({
        part,
        length,
        piece: pipe(values, windows(part, run), keep(['_time', '_value', 'sensor', 'quality'])),
      }));
    }),
  );
};

/** False where there would be more results than one query may have: then nothing was added. */
export const addParts = async (
  store: Store,
  query: SeriesQuery,
  pools: Pools,
  runs: readonly Run[],
  signal: AbortSignal | undefined,
): Promise<boolean> => {
  const sensorIds = [...pools.keys()];
  const branches = branchesOf(
    store,
    query,
    sensorIds,
    await lengthsIn(store, query, sensorIds, signal),
    runs,
  );
  if (branches.length > mostResults) return false;
  if (branches.length === 0) return true;
  await store.server.query(
    results(branches.map(({ piece }) => piece)),
    (table) => {
      const { part, length } = branches[Number(table.column('result').defaultValue)] as Branch;
      const cell = cellsOf(table);
      const [sensor, time, value] = [cell('sensor'), cell('_time'), cell('_value')];
      const poolsOf = onceFor((tag) => pools.get(fromTag(tag)) ?? []);
      return (row) => {
        const atMs = msOf(time(row));
        for (const pool of poolsOf(sensor(row))) pool.addPart(part, atMs, Number(value(row)), length);
      };
    },
    signal,
  );
  return true;
};
