import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import DataLoader from 'dataloader';
import type { Network, Sensor, Site } from '../domain/sensor.ts';
import { isSlug } from '../domain/slug.ts';
import type { Page, PageQuery } from './page.ts';
import { type NetworkHealth, type Places, silentHealth } from './places.ts';
import type { Parent, Sensors } from './sensors.ts';

const batch = { maxBatchSize: 1_000 };

/** Rows by id in one statement. What cannot be an id of ours is not asked for: the database would choke on some. */
const byId = <T extends { readonly id: string }>(find: (ids: readonly string[]) => Promise<readonly T[]>) =>
  new DataLoader<string, T | null>(async (ids) => {
    const known = ids.filter(isSlug);
    const rows = known.length === 0 ? [] : await find(known);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  }, batch);

export interface SensorsOf extends PageQuery {
  readonly parent: Parent;
  readonly id: string;
}

const queryKey = ({ parent, first, after }: SensorsOf): string => JSON.stringify([parent, first, after]);

/** Loaders of one request: however often a field is asked for in it, its rows come in one statement. */
export const createLoaders = (store: {
  readonly sensors: Sensors;
  readonly places: Places;
  readonly at: EpochMs;
}) => {
  const { sensors, places, at } = store;
  const sensor = byId<Sensor>(sensors.byIds);
  return {
    sensor,
    site: byId<Site>(places.sitesByIds),
    network: byId<Network>(places.networksByIds),

    health: new DataLoader<string, NetworkHealth>(async (ids) => {
      const found = await places.healthOf(ids, at);
      return ids.map((id) => found.get(id) ?? silentHealth);
    }, batch),

    /** The same page of many parents is one statement. */
    sensorsOf: new DataLoader<SensorsOf, Page<Sensor>, string>(
      async (queries) => {
        const pages = new Map<string, Page<Sensor>>();
        const groups = Map.groupBy(queries, queryKey);
        for (const [key, [query, ...others]] of groups) {
          if (query === undefined) continue;
          const ids = [query, ...others].map(({ id }) => id);
          for (const [id, page] of await sensors.pagesOf(query.parent, ids, query)) pages.set(key + id, page);
        }
        return queries.map(
          (query) => pages.get(queryKey(query) + query.id) ?? { items: [], hasNextPage: false },
        );
      },
      { maxBatchSize: 100, cacheKeyFn: (query) => queryKey(query) + query.id },
    ),

    countOf: new DataLoader<{ readonly parent: Parent; readonly id: string }, number, string>(
      async (keys) => {
        const counts = new Map<string, number>();
        for (const [parent, group] of Map.groupBy(keys, (key) => key.parent)) {
          const ids = group.map(({ id }) => id);
          for (const [id, count] of await sensors.countsOf(parent, ids)) counts.set(`${parent} ${id}`, count);
        }
        return keys.map(({ parent, id }) => counts.get(`${parent} ${id}`) ?? 0);
      },
      { ...batch, cacheKeyFn: ({ parent, id }) => `${parent} ${id}` },
    ),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
