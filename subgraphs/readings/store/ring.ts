import type { LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import type { ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

export type AcceptedRecord = LogRecord<ReadingsAccepted>;

/**
 * The newest records of a log, numbered as they came. It holds at most `capacity` changes: the oldest records leave,
 * and `covers` tells who has fallen behind it.
 */
export interface Ring {
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
  push(record: AcceptedRecord): void;
  /** Records from this number on: one at least where there is one, and no more than `changes` changes beyond the first. */
  take(number: number, changes: number): readonly AcceptedRecord[];
  /** Whether everything at or behind these positions is held, so that a reader may go on from here. */
  covers(positions: Positions): boolean;
}

export const createRing = (start: Positions, capacity: number): Ring => {
  const records: AcceptedRecord[] = [];
  const floor: Record<number, number> = { ...start };
  const end: Record<number, number> = { ...start };
  let at: EpochMs | null = null;
  let gone = 0;
  let head = 0;
  let held = 0;

  const dropOldest = (): void => {
    const oldest = records[head] as AcceptedRecord;
    floor[oldest.position.partition] = oldest.position.offset + 1;
    held -= oldest.value.changes.length;
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
      held += record.value.changes.length;
      records.push(record);
      while (held > capacity && records.length - head > 1) dropOldest();
    },
    take(number, changes) {
      const from = number - gone;
      let to = from;
      for (let room = changes; to < records.length && (room > 0 || to === from); to += 1)
        room -= (records[to] as AcceptedRecord).value.changes.length;
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
