import type { Positions } from '@aqmrg/platform/ports/event-log.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** How far a reader has come. It depends on the log alone: two that have seen the same records stand at places that are equal. */
export interface StreamPlace {
  readonly epoch: string;
  /** Next offset by partition. A partition of which nothing was ever seen may be absent, or 0. */
  readonly positions: Positions;
  /** The newest time at which the log took what has been seen; null where that is not known. */
  readonly at: EpochMs | null;
}
