import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** The mean of the good readings that start in one hour: the series port's HourlyMean. */
export interface HourMean {
  readonly mean: number;
  /** Milliseconds of the hour that readings cover, at most all of it. */
  readonly coveredMs: number;
  /** It was given, or its readings are gone: it does not follow from readings any more. */
  readonly isGiven: boolean;
}

/** Means of one quantity by the starts of their hours, in columns: a month of 10,000 sensors has to fit. */
export interface HourMeans {
  get(hourStart: EpochMs): HourMean | null;
  set(hourStart: EpochMs, mean: HourMean): void;
  remove(hourStart: EpochMs): void;
  /** Nothing that starts before it is here; Infinity where nothing is. */
  oldestStart(): EpochMs;
  /** Lets go of what starts before an hour. */
  dropBefore(hourStart: EpochMs): void;
}

/** Days of a dry run, and some more. */
const mostHours = 24 * 460;
const nothing = 0;
const followed = 1;
const given = 2;

export const createHourMeans = (): HourMeans => {
  let [first, newest] = [0, Number.NEGATIVE_INFINITY];
  let means = new Float64Array(0);
  let covered = new Uint32Array(0);
  let states = new Uint8Array(0);

  const slotOf = (hourStart: EpochMs): number => hourStart / hourMs - first;
  /** Columns that begin at another hour, with room for so many. */
  const relaid = (newFirst: number, room: number): void => {
    const [from, to] = [Math.max(0, newFirst - first), Math.max(0, first - newFirst)];
    const moved = <T extends Float64Array | Uint32Array | Uint8Array>(old: T, fresh: T): T => {
      fresh.set(old.subarray(Math.min(from, old.length), Math.min(old.length, from + room - to)), to);
      return fresh;
    };
    means = moved(means, new Float64Array(room));
    covered = moved(covered, new Uint32Array(room));
    states = moved(states, new Uint8Array(room));
    first = newFirst;
  };
  /** Makes room for an hour; false where so much lies between it and the newest that there is none. */
  const reach = (hour: number): boolean => {
    if (states.length === 0) relaid(hour, 32);
    else if (hour >= first + states.length) {
      const needed = hour - first + 1;
      const room = Math.min(mostHours, Math.max(needed, states.length * 2));
      relaid(Math.max(first, hour - room + 1), room);
    } else if (hour < first) {
      const needed = newest - hour + 1;
      if (needed > mostHours) return false;
      const spare = Math.min(states.length, mostHours - needed);
      relaid(hour - spare, needed + spare);
    }
    newest = Math.max(newest, hour);
    return true;
  };

  return {
    get: (hourStart) => {
      const slot = slotOf(hourStart);
      const state = states[slot];
      if (state === undefined || state === nothing) return null;
      return { mean: means[slot] as number, coveredMs: covered[slot] as number, isGiven: state === given };
    },
    set: (hourStart, { mean, coveredMs, isGiven }) => {
      if (!reach(hourStart / hourMs)) return;
      const slot = slotOf(hourStart);
      means[slot] = mean;
      covered[slot] = coveredMs;
      states[slot] = isGiven ? given : followed;
    },
    remove: (hourStart) => {
      const slot = slotOf(hourStart);
      if (slot >= 0 && slot < states.length) states[slot] = nothing;
    },
    oldestStart: () => (states.length === 0 ? Number.POSITIVE_INFINITY : first * hourMs),
    dropBefore: (hourStart) => {
      const dropped = Math.min(states.length, slotOf(hourStart));
      if (dropped > 0) relaid(first + dropped, Math.max(1, states.length - dropped));
    },
  };
};
