import type {
  HourlyMean,
  HourlyQuery,
  SeriesColumns,
  SeriesGroup,
  SeriesQuery,
  SeriesReader,
} from '@aqmrg/platform/ports/series.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import DataLoader from 'dataloader';

export interface LatestKey {
  readonly sensorId: string;
  readonly quantities: readonly Quantity[] | undefined;
}
export interface SeriesKey {
  readonly group: SeriesGroup;
  readonly query: Omit<SeriesQuery, 'groups'>;
}

/** What one request asks of the series, gathered: the same question about many sensors is one question to the store. */
export interface Loaders {
  readonly latest: { load(key: LatestKey): Promise<readonly Reading[]> };
  readonly series: { load(key: SeriesKey): Promise<SeriesColumns | undefined> };
  /** Hours of spans that lie near one another are asked together. */
  readonly hourly: { load(key: HourlyQuery): Promise<readonly HourlyMean[]> };
}

/** Answers keys in groups, one call a group; a group that fails does not take the others along. Keys are objects: each is its own. */
const gathered = <K extends object, V>(
  groupsOf: (keys: readonly K[]) => readonly (readonly K[])[],
  load: (group: readonly K[]) => Promise<(key: K) => V>,
): DataLoader<K, V> => {
  const loadAll = async (keys: readonly K[]): Promise<(V | Error)[]> => {
    const answers = new Map<K, V | Error>();
    await Promise.all(
      groupsOf(keys).map(async (group) => {
        try {
          const answerOf = await load(group);
          for (const key of group) answers.set(key, answerOf(key));
        } catch (error) {
          for (const key of group) answers.set(key, error as Error);
        }
      }),
    );
    return keys.map((key) => answers.get(key) as V | Error);
  };
  // A subscription keeps its context for hours: what was read once would be old.
  return new DataLoader(loadAll, { cache: false });
};

const byText =
  <K>(textOf: (key: K) => string) =>
  (keys: readonly K[]): K[][] => [...Map.groupBy(keys, textOf).values()];

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** Spans that are at most so far apart are read in one piece. */
const nearMs = 2 * 86_400_000;

const nearOneAnother = (keys: readonly HourlyQuery[]): HourlyQuery[][] => {
  const groups: HourlyQuery[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const key of keys.toSorted((a, b) => a.from - b.from)) {
    if (key.from > end + nearMs) groups.push([]);
    groups.at(-1)?.push(key);
    end = Math.max(end, key.to);
  }
  return groups;
};

/** Reads stop when the signal of their request aborts. */
export const createLoaders = (reader: SeriesReader, signal: AbortSignal): Loaders => ({
  latest: gathered(
    byText(({ quantities }: LatestKey) => quantities?.join() ?? ''),
    async (keys) => {
      const sensorIds = unique(keys.map(({ sensorId }) => sensorId));
      const found = await reader.latest(sensorIds, keys[0]?.quantities, signal);
      const bySensor = Map.groupBy(found, ({ sensorId }) => sensorId);
      return ({ sensorId }) => bySensor.get(sensorId) ?? [];
    },
  ),
  series: gathered(
    byText(({ query }: SeriesKey) => JSON.stringify(query)),
    async (keys) => {
      const groups = new Map(keys.map(({ group }) => [group.id, group]));
      const query = (keys[0] as SeriesKey).query;
      const found = await reader.series({ ...query, groups: [...groups.values()] }, signal);
      const byId = new Map(found.map((columns) => [columns.id, columns]));
      return ({ group }) => byId.get(group.id);
    },
  ),
  hourly: gathered(nearOneAnother, async (keys) => {
    const query = {
      sensorIds: unique(keys.flatMap(({ sensorIds }) => sensorIds)),
      quantities: unique(keys.flatMap(({ quantities }) => quantities)),
      from: Math.min(...keys.map(({ from }) => from)),
      to: Math.max(...keys.map(({ to }) => to)),
    };
    const found = await reader.hourly(query, signal);
    const bySensor = Map.groupBy(found, ({ sensorId }) => sensorId);
    return ({ sensorIds, from, to }) =>
      sensorIds.flatMap((sensorId) =>
        (bySensor.get(sensorId) ?? []).filter(({ hourStart }) => hourStart >= from && hourStart < to),
      );
  }),
});
