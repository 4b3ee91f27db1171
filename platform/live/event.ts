import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Positions } from '../ports/event-log.ts';

/**
 * How far a reader has come. It depends on the log alone, not on the reader: two that have seen the same records stand at
 * places that are equal.
 */
export interface StreamPlace {
  readonly epoch: string;
  /** Next offset by partition. A partition of which nothing was ever seen may be absent, or 0. */
  readonly positions: Positions;
  /** By partition: how many entries were seen of the record at its next offset. Absent where none were. */
  readonly seen: Readonly<Record<number, number>>;
  /** The newest time at which the log took what has been seen; null where that is not known. */
  readonly at: EpochMs | null;
}

export type LiveEvent<E> =
  | {
      readonly kind: 'entry';
      readonly place: StreamPlace;
      /** When the log took it. */
      readonly appendedAt: EpochMs;
      readonly entry: E;
    }
  | {
      readonly kind: 'gap';
      readonly place: StreamPlace;
      readonly from: EpochMs | null;
      readonly to: EpochMs | null;
      readonly reason: string;
    };
