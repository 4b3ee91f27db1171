import type { Hour } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Air } from '../air.ts';
import { firstAfter, goodMark, testedMark } from './readings.ts';
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
  /** Whether all good readings that end in [from, to] were tested, and there are any. */
  isTested(quantities: readonly Quantity[], from: EpochMs, to: EpochMs): boolean;
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
    isTested: (quantities, from, to) => {
      let [tested, good] = [0, 0];
      for (const quantity of quantities) {
        const readings = tracks.get(quantity)?.readings;
        if (readings === undefined) continue;
        for (let i = firstAfter(readings.ends, from - 1); (readings.ends[i] ?? Infinity) <= to; i += 1) {
          const mark = readings.marks[i] as number;
          if ((mark & goodMark) !== 0) good += 1;
          if ((mark & testedMark) !== 0) tested += 1;
        }
      }
      return good > 0 && tested === good;
    },
  };
};
