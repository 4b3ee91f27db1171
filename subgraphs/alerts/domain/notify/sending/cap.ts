import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const hourMs = 3_600_000;

/** What was let out to a receiver in the last hour. */
export interface LetOut {
  readonly count: number;
  /** When the first of them was; null of none. */
  readonly firstAt: EpochMs | null;
}

/** Until when another message has to wait; null where it need not. */
export const fullUntil = ({ count, firstAt }: LetOut, capPerHour: number, now: EpochMs): EpochMs | null =>
  count < capPerHour ? null : Math.max(now + 1, (firstAt ?? now) + hourMs);
