import type { Reading, ReadingChangeKind } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** How far a reader has come. */
export interface StreamPlace {
  readonly epoch: string;
  /** Next offset by partition. */
  readonly positions: Readonly<Record<number, number>>;
  /** Of the record at its partition's next offset, that many changes were seen. */
  readonly partial: { readonly partition: number; readonly seen: number } | null;
  /** When the log took what was seen last; null where nothing was. */
  readonly at: EpochMs | null;
}

export interface LiveChange {
  readonly change: ReadingChangeKind;
  readonly reading: Reading;
}

export type LiveEvent =
  | (LiveChange & { readonly kind: 'change'; readonly place: StreamPlace })
  | {
      readonly kind: 'gap';
      readonly place: StreamPlace;
      readonly from: EpochMs | null;
      readonly to: EpochMs | null;
      readonly reason: string;
    };
