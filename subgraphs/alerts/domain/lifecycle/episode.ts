import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Why an incident is over. */
export type Resolution = 'RECOVERED' | 'NO_DATA';

/** What happened, from the first sample that breached a rule to the last that is known. Times are those of the air, not of the clock. */
export interface Episode {
  /** The end of the first breach. */
  readonly startedAt: EpochMs;
  /** When it had held for long enough. */
  readonly firedAt: EpochMs;
  /** Null while it goes on. */
  readonly resolvedAt: EpochMs | null;
  readonly resolution: Resolution | null;
  /** The value farthest beyond the threshold, and when. */
  readonly peak: number | null;
  readonly peakAt: EpochMs;
  /** How far beyond the threshold that was. */
  readonly peakBeyond: number;
  /** The newest value. */
  readonly last: number | null;
  readonly lastAt: EpochMs;
  /** Whether it is one of knowing nothing. */
  readonly isNoData: boolean;
}
