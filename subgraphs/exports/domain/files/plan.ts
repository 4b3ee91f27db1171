import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Rows of [from, to), about as many as are held in memory at once. */
export interface PieceSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** A file of rows, whose pieces are written one after the other. */
export interface PlannedFile {
  /** Such as readings-2024-05.csv.gz. */
  readonly name: string;
  readonly pieces: readonly PieceSpan[];
}

/** What an export consists of, as it was worked out when it was asked for: whoever goes on with it does the same. */
export interface Plan {
  readonly sensorIds: readonly string[];
  readonly files: readonly PlannedFile[];
}
