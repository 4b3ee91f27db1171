import type { EventLog, Positions } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { AcceptedRecord, Ring } from './ring.ts';

/** What lies at or behind a place in the log. */
export interface LivePage {
  /** Empty at the end alone. */
  readonly records: readonly AcceptedRecord[];
  /** What the log still held, looked up behind the reading. */
  readonly oldest: Positions;
  /** What the ring held before the reading: what an empty page lacks below it was never there, or has been dropped. */
  readonly floor: Positions;
}

/** Pages of the log for those whom the ring does not cover: who reads the same place shares one reading of it. */
export interface LivePages {
  /** Where to begin so as to meet others who read about the same place: at or below these positions. */
  align(positions: Positions): Positions;
  read(from: Positions): Promise<LivePage>;
}

const pageSize = 100;

/** Pages end at multiples of the page size, so that readers who began apart meet at the next one. */
const limitFrom = (from: Positions): number =>
  pageSize - (Object.values(from).reduce((sum, offset) => sum + offset, 0) % pageSize);

/**
 * A page holds at most 100 records and what the log gives at once (the embedded one: a megabyte). Pages that were read
 * stay for those who come behind, up to `capacity` changes.
 */
export const openLivePages = (eventLog: EventLog, ring: Ring, capacity: number): LivePages => {
  const pages = new Map<string, { readonly page: Promise<LivePage>; changes: number }>();
  let held = 0;

  const load = async (from: Positions): Promise<LivePage> => {
    const floor = { ...ring.floor };
    const records = await eventLog.readFrom(readingsAccepted, from, limitFrom(from));
    const { oldest } = await eventLog.bounds(readingsAccepted);
    return { records, oldest, floor };
  };

  const drop = (key: string): void => {
    held -= pages.get(key)?.changes ?? 0;
    pages.delete(key);
  };

  const keep = (key: string, { records }: LivePage): void => {
    const kept = pages.get(key);
    if (kept === undefined) return;
    // the end moves on: who asks next finds more
    if (records.length === 0) {
      drop(key);
      return;
    }
    kept.changes = records.reduce((sum, { value }) => sum + value.changes.length, 0);
    held += kept.changes;
    for (const oldest of pages.keys()) {
      if (held <= capacity) return;
      drop(oldest);
    }
  };

  return {
    align: (positions) =>
      Object.fromEntries(
        Object.entries(positions).map(([partition, offset]) => [partition, offset - (offset % pageSize)]),
      ),
    read(from) {
      const key = JSON.stringify(from);
      const known = pages.get(key);
      if (known) {
        pages.delete(key);
        pages.set(key, known);
        return known.page;
      }
      const page = load(from);
      pages.set(key, { page, changes: 0 });
      page.then(
        (read) => keep(key, read),
        () => drop(key),
      );
      return page;
    },
  };
};
