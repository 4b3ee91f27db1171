import type { Positions } from '../../ports/event-log.ts';
import type { Fetched, FetchedRecord } from './fetch.ts';

/** Records in hand of one partition. */
interface Pile {
  readonly partition: number;
  readonly records: readonly FetchedRecord[];
  taken: number;
  /** Where the partition goes on behind all of them. */
  next: number;
}

/** Records that were fetched and not given yet, of several partitions. */
export interface Piles {
  readonly isEmpty: boolean;
  has(partition: number): boolean;
  add(fetched: Fetched): void;
  /** At most `limit`, about in the order in which they were written, and in order within each partition; and where each partition goes on behind them. */
  take(limit: number): { readonly records: readonly FetchedRecord[]; readonly next: Positions };
}

export const createPiles = (): Piles => {
  const piles = new Map<number, Pile>();

  const oldest = (): Pile | undefined => {
    let found: Pile | undefined;
    let at = Number.POSITIVE_INFINITY;
    for (const pile of piles.values()) {
      const record = pile.records[pile.taken];
      if (record === undefined || record.appendedAt >= at) continue;
      found = pile;
      at = record.appendedAt;
    }
    return found;
  };

  return {
    get isEmpty() {
      return piles.size === 0;
    },
    has: (partition) => piles.has(partition),
    add: ({ partition, records, next }) => void piles.set(partition, { partition, records, taken: 0, next }),
    take(limit) {
      const records: FetchedRecord[] = [];
      const next: Record<number, number> = {};
      while (records.length < limit) {
        const pile = oldest();
        if (pile === undefined) break;
        // a stretch at a time: a batch has one time, and looking for the oldest pile costs one look a partition
        const { appendedAt } = pile.records[pile.taken] as FetchedRecord;
        for (let record = pile.records[pile.taken]; record !== undefined; record = pile.records[pile.taken]) {
          if (record.appendedAt > appendedAt || records.length === limit) break;
          records.push(record);
          next[pile.partition] = record.position.offset + 1;
          pile.taken++;
        }
      }
      for (const pile of [...piles.values()]) {
        if (pile.taken < pile.records.length) continue;
        next[pile.partition] = pile.next;
        piles.delete(pile.partition);
      }
      return { records, next };
    },
  };
};
