import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** The replay's own time. It is real time, or runs faster from some instant of the past until it meets real time, and is real from then on. */
export interface ReplayClock {
  /** Replay time at a real instant. */
  readonly at: (real: EpochMs) => EpochMs;
  /** The real instant at which the replay's time comes to `replayed`. */
  readonly realAt: (replayed: EpochMs) => EpochMs;
}

/** A clock that stands at `from` when real time is `started` and runs `speed` times faster. A speed of 1 or less is real time. */
export const replayClock = (start: {
  readonly from: EpochMs;
  readonly started: EpochMs;
  readonly speed: number;
}): ReplayClock => {
  const { from, started, speed } = start;
  if (speed <= 1 || from >= started) return { at: (real) => real, realAt: (replayed) => replayed };
  return {
    at: (real) => Math.min(real, from + (real - started) * speed),
    realAt: (replayed) => Math.max(replayed, Math.ceil(started + (replayed - from) / speed)),
  };
};
