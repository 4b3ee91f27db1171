import type { Positions } from '../ports/event-log.ts';
import type { Ring } from './ring.ts';
import type { LiveRecord, LiveSource } from './source.ts';

/** What lies at or behind a place in the log. */
export interface LivePage<E> {
  /** Empty at the end alone. */
  readonly records: readonly LiveRecord<E>[];
  /** What the log still held, looked up behind the reading. */
  readonly oldest: Positions;
  /** What the ring held before the reading: what an empty page lacks below it was never there, or has been dropped. */
  readonly floor: Positions;
}

/** Pages of the log for those whom the ring does not cover: who reads the same place shares one reading of it. */
export interface LivePages<E> {
  /** Where to begin so as to meet others who read about the same place: at or below these positions. */
  align(positions: Positions): Positions;
  read(from: Positions): Promise<LivePage<E>>;
}

interface Asked<E> {
  readonly from: Positions;
  readonly page: Promise<LivePage<E>>;
  readonly load: () => Promise<void>;
  entries: number;
}

const pageSize = 100;

const depthOf = (positions: Positions): number =>
  Object.values(positions).reduce((sum, offset) => sum + offset, 0);

/** Pages end at multiples of the page size, so that readers who began apart meet at the next one. */
const limitFrom = (from: Positions): number => pageSize - (depthOf(from) % pageSize);

/**
 * A page holds at most 100 records and what the log gives at once (the embedded one: a megabyte). One is read at a time, however
 * many wait: by turns the one that lies furthest back, so that those who come from there meet those before them and need each page
 * once, and the one that was asked for first, so that nobody waits for ever. Pages that were read stay for those who come
 * behind, up to `capacity` entries.
 */
export const openLivePages = <E>(source: LiveSource<E>, ring: Ring<E>, capacity: number): LivePages<E> => {
  const pages = new Map<string, Asked<E>>();
  const waiting = new Set<Asked<E>>();
  let held = 0;
  let loading = false;
  let furthestBack = false;

  const load = async (from: Positions): Promise<LivePage<E>> => {
    const floor = { ...ring.floor };
    const records = await source.readFrom(from, limitFrom(from));
    const { oldest } = await source.bounds();
    return { records, oldest, floor };
  };

  const drop = (key: string): void => {
    held -= pages.get(key)?.entries ?? 0;
    pages.delete(key);
  };

  const keep = (key: string, asked: Asked<E>, { records }: LivePage<E>): void => {
    // the end moves on: who asks next finds more
    if (records.length === 0) {
      drop(key);
      return;
    }
    asked.entries = records.reduce((sum, { entries }) => sum + entries.length, 0);
    held += asked.entries;
    for (const [oldest, { entries }] of pages) {
      if (held <= capacity) return;
      if (entries > 0) drop(oldest);
    }
  };

  const choose = (): Asked<E> | undefined => {
    let [chosen] = waiting;
    furthestBack = !furthestBack;
    if (!furthestBack) return chosen;
    for (const one of waiting) if (chosen && depthOf(one.from) < depthOf(chosen.from)) chosen = one;
    return chosen;
  };

  const loadNext = async (): Promise<void> => {
    if (loading) return;
    loading = true;
    for (let next = choose(); next; next = choose()) {
      waiting.delete(next);
      await next.load();
    }
    loading = false;
  };

  const ask = (key: string, from: Positions): Asked<E> => {
    const { promise, resolve, reject } = Promise.withResolvers<LivePage<E>>();
    const asked: Asked<E> = {
      from,
      page: promise,
      entries: 0,
      async load() {
        try {
          const page = await load(from);
          keep(key, asked, page);
          resolve(page);
        } catch (error) {
          drop(key);
          reject(error);
        }
      },
    };
    waiting.add(asked);
    void loadNext();
    return asked;
  };

  return {
    align: (positions) =>
      Object.fromEntries(
        Object.entries(positions).map(([partition, offset]) => [partition, offset - (offset % pageSize)]),
      ),
    read(from) {
      const key = JSON.stringify(from);
      const asked = pages.get(key) ?? ask(key, from);
      pages.delete(key);
      pages.set(key, asked);
      return asked.page;
    },
  };
};
