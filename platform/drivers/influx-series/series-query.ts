import type { SeriesColumns, SeriesQuery } from '../../ports/series.ts';
import { type Buckets, bucketsOf } from './buckets.ts';
import { tooMuch } from './failures.ts';
import { isThere, keep, mostTags, pipe, results } from './flux.ts';
import type { Store } from './lookups.ts';
import { needValues, openPool, type Pool } from './pool.ts';
import { cellsOf, msOf, onceFor } from './rows.ts';
import { addParts } from './series-parts.ts';
import { type Pools, startsOf, valuesOf } from './series-values.ts';
import { slicesOf } from './stretches.ts';
import { fromTag } from './tag-text.ts';

export interface SeriesLimits {
  /** Values that one query may bring into this process, where an aggregate cannot be made of parts. */
  readonly mostValues: number;
}

const openPools = (query: SeriesQuery): Pool[] => {
  const { groups, every } = query;
  const { from, to } = startsOf(query);
  const ofZone = new Map<string, Buckets>();
  return groups.map((group) => {
    const zone = every.kind === 'fixed' ? 'UTC' : group.timeZone;
    const buckets = ofZone.get(zone) ?? bucketsOf(every, zone, from, to);
    ofZone.set(zone, buckets);
    return openPool(group, buckets);
  });
};

const bySensor = ({ groups }: SeriesQuery, pools: readonly Pool[], buckets?: Buckets): Pools => {
  const found = new Map<string, Pool[]>();
  for (const [n, { sensorIds }] of groups.entries()) {
    const pool = pools[n] as Pool;
    if (buckets !== undefined && pool.buckets !== buckets) continue;
    for (const sensorId of new Set(sensorIds)) {
      const others = found.get(sensorId);
      if (others) others.push(pool);
      else found.set(sensorId, [pool]);
    }
  }
  return found;
};

/** All the values, as they are stored: InfluxDB filters, and they are pooled here. */
const addValues = async (
  store: Store,
  query: SeriesQuery,
  pools: Pools,
  count: { left: number },
  signal: AbortSignal | undefined,
): Promise<void> => {
  const columns = keep(['_time', '_value', 'sensor', 'length', 'quality']);
  await store.server.query(
    results([pipe(valuesOf(store, query, [...pools.keys()], startsOf(query), isThere), columns)]),
    (table) => {
      const cell = cellsOf(table);
      const [sensor, time, value, length] = [cell('sensor'), cell('_time'), cell('_value'), cell('length')];
      const poolsOf = onceFor((tag) => pools.get(fromTag(tag)) ?? []);
      const lengthOf = onceFor(Number);
      return (row) => {
        const atMs = msOf(time(row));
        const lengthMs = lengthOf(length(row));
        if (atMs + lengthMs > query.to) return;
        count.left -= 1;
        if (count.left < 0) throw tooMuch();
        for (const pool of poolsOf(sensor(row))) pool.addValue(atMs, Number(value(row)), lengthMs);
      };
    },
    signal,
  );
};

const slicesOfPools = (pools: Pools): Pools[] => slicesOf([...pools], mostTags).map((some) => new Map(some));

/**
 * Mean, least, greatest and count are made of what InfluxDB's storage makes of each series and bucket. Quantiles and deviations are made here of
 * the values, in the ways that the port defines: Flux would make the same (`exact_mean` is type 7), but takes ten times as long to cut windows
 * outside of its storage as the values take to come. So it goes too where the buckets are of too many lengths for one query.
 */
export const querySeries = async (
  store: Store,
  query: SeriesQuery,
  { mostValues }: SeriesLimits,
  signal?: AbortSignal,
): Promise<readonly SeriesColumns[]> => {
  const pools = openPools(query);
  const answers = () => pools.map((pool) => pool.columns(query.aggregates));
  const { from, to } = startsOf(query);
  if (from >= to || query.quality.length === 0) return answers();
  const left = { left: mostValues };
  if (needValues(query.aggregates)) {
    for (const some of slicesOfPools(bySensor(query, pools)))
      await addValues(store, query, some, left, signal);
    return answers();
  }
  for (const buckets of new Set(pools.map((pool) => pool.buckets))) {
    for (const some of slicesOfPools(bySensor(query, pools, buckets))) {
      const isDone = await addParts(store, query, some, buckets.runs, signal);
      if (!isDone) await addValues(store, query, some, left, signal);
    }
  }
  return answers();
};
