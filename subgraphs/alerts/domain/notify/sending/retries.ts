import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const gapsMs = [5 * second, 30 * second, 2 * minute, 10 * minute, hour, 3 * hour, 6 * hour];
const longestGapMs = 6 * hour;
const givesUpAfterMs = 72 * hour;
/** Shares of a gap by which it may be shorter or longer: what failed together is not tried again together. */
const jitter = 0.2;

export interface Failed {
  /** How often it was tried, this time included. */
  readonly attempts: number;
  /** Since when it was to be sent. */
  readonly queuedAt: EpochMs;
  /** What the receiver asked for. */
  readonly afterMs: number | null;
}

/** When to try again; null once three days are over. `random` is from [0, 1). */
export const nextTry = (
  { attempts, queuedAt, afterMs }: Failed,
  now: EpochMs,
  random: number,
): EpochMs | null => {
  const usual = (gapsMs[attempts - 1] ?? longestGapMs) * (1 + jitter * (2 * random - 1));
  // whoever asks for more time gets it, but cannot put off for days what others wait for
  const gap = Math.round(Math.max(usual, Math.min(afterMs ?? 0, longestGapMs)));
  return now + gap > queuedAt + givesUpAfterMs ? null : now + gap;
};
