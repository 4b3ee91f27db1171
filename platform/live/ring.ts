import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Positions } from '../ports/event-log.ts';
import type { LiveRecord } from './source.ts';

/**
 * The newest records of a log, numbered as they came. It holds at most `capacity` entries: the oldest records leave,
 * and `covers` tells who has fallen behind it.
 */
export interface Ring<E> {
  /** Number of the oldest record that is held. */
  readonly first: number;
  /** Number that the next record will get. */
  readonly next: number;
  /** Next offset by partition: where the ring goes on. */
  readonly end: Positions;
  /** Offset by partition from which on everything up to `end` is held. */
  readonly floor: Positions;
  /** The newest time at which the log took a record that was pushed; null before the first one. */
  readonly at: EpochMs | null;
  push(record: LiveRecord<E>): void;
  /** Records from this number on: one at least where there is one, and no more than `most` entries beyond the first. */
  take(number: number, most: number): readonly LiveRecord<E>[];
  /** Whether everything at or behind these positions is held, so that a reader may go on from here. */
  covers(positions: Positions): boolean;
}

export const createRing = <E>(start: Positions, capacity: number): Ring<E> => {
  const records: LiveRecord<E>[] = [];
  const floor: Record<number, number> = { ...start };
  const end: Record<number, number> = { ...start };
  let at: EpochMs | null = null;
  let gone = 0;
  let head = 0;
  let held = 0;

  const dropOldest = (): void => {
    const oldest = records[head] as LiveRecord<E>;
    floor[oldest.position.partition] = oldest.position.offset + 1;
    held -= oldest.entries.length;
    head += 1;
    if (head < 1_024) return;
    records.splice(0, head);
    gone += head;
    head = 0;
  };

  return {
    get first() {
      return gone + head;
    },
    get next() {
      return gone + records.length;
    },
    get at() {
      return at;
    },
    end,
    floor,
    push(record) {
      const { partition, offset } = record.position;
      if (offset < (end[partition] ?? 0)) return;
      end[partition] = offset + 1;
      at = Math.max(at ?? record.appendedAt, record.appendedAt);
      held += record.entries.length;
      records.push(record);
      while (held > capacity && records.length - head > 1) dropOldest();
    },
    take(number, most) {
      const from = number - gone;
      let to = from;
      for (let room = most; to < records.length && (room > 0 || to === from); to += 1)
        room -= (records[to] as LiveRecord<E>).entries.length;
      return records.slice(from, to);
    },
    covers(positions) {
      for (const name in floor) {
        const partition = Number(name);
        if ((positions[partition] ?? 0) < (floor[partition] ?? 0)) return false;
      }
      return true;
    },
  };
};
