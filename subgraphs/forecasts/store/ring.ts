import type { LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import type { ForecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

export type IssuedRecord = LogRecord<ForecastIssued>;

/**
 * The newest records of the log, numbered as they came; the oldest leave, and `covers` tells who has fallen behind them. A record is one forecast, so there are no
 * places within one.
 */
export interface Ring {
  readonly first: number;
  /** Number that the next record will get. */
  readonly next: number;
  /** Next offset by partition. */
  readonly end: Positions;
  /** The newest time at which the log took a record that was pushed; null before the first one. */
  readonly at: EpochMs | null;
  push(record: IssuedRecord): void;
  /** One from `first` on, and before `next`. */
  get(number: number): IssuedRecord | undefined;
  /** Whether everything at or behind these positions is held. */
  covers(positions: Positions): boolean;
}

export const createRing = (start: Positions, capacity: number): Ring => {
  const records: (IssuedRecord | undefined)[] = [];
  const floor: Record<number, number> = { ...start };
  const end: Record<number, number> = { ...start };
  let at: EpochMs | null = null;
  let next = 0;

  return {
    get first() {
      return Math.max(0, next - capacity);
    },
    get next() {
      return next;
    },
    get at() {
      return at;
    },
    end,
    push(record) {
      const { partition, offset } = record.position;
      if (offset < (end[partition] ?? 0)) return;
      end[partition] = offset + 1;
      at = Math.max(at ?? record.appendedAt, record.appendedAt);
      const leaving = records[next % capacity];
      if (leaving) floor[leaving.position.partition] = leaving.position.offset + 1;
      records[next % capacity] = record;
      next += 1;
    },
    get: (number) => records[number % capacity],
    covers: (positions) =>
      Object.entries(floor).every(([partition, offset]) => (positions[Number(partition)] ?? 0) >= offset),
  };
};
