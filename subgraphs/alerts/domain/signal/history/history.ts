import type { Hour } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Air } from '../air.ts';
import { firstAfter, replayedMark } from './readings.ts';
import { createTrack, type Taken, type Track } from './track.ts';

/** What is known of the air at one sensor, as far back as its rules look. What comes of it does not depend on the order in which it became known. */
export interface History {
  /** IANA name: the dates of an index are local to it. */
  readonly timeZone: string;
  take(quantity: Quantity, air: Air): Taken;
  /** Takes means of hours whose readings are not here: `SeriesReader.hourly` has them. Such an hour is what it was given as, whatever readings of it come. */
  giveHours(hours: readonly Hour[]): void;
  /** Lets go of readings that end before an hour, and of means of hours before another; an hour whose readings go keeps its mean. */
  forget(before: EpochMs, hoursBefore?: EpochMs): void;
  /** Null where nothing is known of a quantity. */
  track(quantity: Quantity): Track | null;
  quantities(): readonly Quantity[];
  /** Whether a reading that ends in [from, to] was recorded at another time than it tells. */
  isReplayed(quantities: readonly Quantity[], from: EpochMs, to: EpochMs): boolean;
}

export interface HistoryOptions {
  readonly timeZone: string;
  /** Readings of a quantity that are kept at most; the oldest go. Default 200,000: a year of five minutes. */
  readonly maxReadings?: number;
}

export const createHistory = ({ timeZone, maxReadings = 200_000 }: HistoryOptions): History => {
  const tracks = new Map<Quantity, Track>();
  let forgotten: readonly [before: EpochMs, hoursBefore: EpochMs] = [
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];

  const trackOf = (quantity: Quantity): Track => {
    const known = tracks.get(quantity);
    if (known !== undefined) return known;
    const made = createTrack(maxReadings);
    made.forget(...forgotten);
    tracks.set(quantity, made);
    return made;
  };

  return {
    timeZone,
    take: (quantity, air) => trackOf(quantity).take(air),
    giveHours: (hours) => {
      for (const { quantity, hourStart, mean, coveredMs } of hours)
        trackOf(quantity).give(hourStart, mean, coveredMs);
    },
    forget: (before, hoursBefore = before) => {
      forgotten = [Math.max(before, forgotten[0]), Math.max(hoursBefore, forgotten[1])];
      for (const track of tracks.values()) track.forget(...forgotten);
    },
    track: (quantity) => tracks.get(quantity) ?? null,
    quantities: () => [...tracks.keys()],
    isReplayed: (quantities, from, to) =>
      quantities.some((quantity) => {
        const readings = tracks.get(quantity)?.readings;
        if (readings === undefined) return false;
        for (
          let i = firstAfter(readings.ends, to) - 1;
          (readings.ends[i] ?? Number.NEGATIVE_INFINITY) >= from;
          i -= 1
        )
          if (((readings.marks[i] as number) & replayedMark) !== 0) return true;
        return false;
      }),
  };
};
