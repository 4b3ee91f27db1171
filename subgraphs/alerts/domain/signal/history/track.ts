import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Air } from '../air.ts';
import { createHourMeans, type HourMean } from './hour-means.ts';
import { createReadings, firstAfter, goodMark, type Readings } from './readings.ts';
import { createStretches, type Stretches } from './stretches.ts';

/**
 * What became of a reading. NEW: all follows from it. SAME: it is known, or an older revision. HOUR_NEEDED: the mean of its hour was given, or its readings were let go, so that the
 * hour has to be given anew. TOO_OLD: it lies before what is kept.
 */
export type Taken = 'NEW' | 'SAME' | 'HOUR_NEEDED' | 'TOO_OLD';

/** What is known of one quantity of one sensor. */
export interface Track {
  readonly readings: Readings;
  readonly stretches: Stretches;
  /** Of the hour that starts then; null: nothing good in it. */
  meanOf(hourStart: EpochMs): HourMean | null;
  /** Ends of the newest reading and of the newest hour that was given: -Infinity where there is none. */
  newestEnd(): EpochMs;
  /** Nothing that is here ends before it; Infinity where nothing is. */
  oldestEnd(): EpochMs;
  take(air: Air): Taken;
  give(hourStart: EpochMs, mean: number, coveredMs: number): void;
  forget(before: EpochMs, hoursBefore: EpochMs): void;
}

const hourStartOf = (at: EpochMs): EpochMs => Math.floor(at / hourMs) * hourMs;

/** As the series port has it: the good readings that start in the hour, none of a period of more than an hour. */
const meanFrom = ({ starts, ends, values, marks }: Readings, hourStart: EpochMs): HourMean | null => {
  let [sum, count, coveredMs] = [0, 0, 0];
  for (
    let i = firstAfter(ends, hourStart);
    (ends[i] ?? Number.POSITIVE_INFINITY) <= hourStart + 2 * hourMs;
    i += 1
  ) {
    const [start, end] = [starts[i] as number, ends[i] as number];
    const isOfIt = start >= hourStart && start < hourStart + hourMs && end - start <= hourMs;
    if (!isOfIt || ((marks[i] as number) & goodMark) === 0) continue;
    sum += values[i] as number;
    count += 1;
    coveredMs += end - start;
  }
  return count === 0 ? null : { mean: sum / count, coveredMs: Math.min(coveredMs, hourMs), isGiven: false };
};

export const createTrack = (maxReadings: number): Track => {
  const readings = createReadings();
  const stretches = createStretches(readings);
  const hours = createHourMeans();
  /** Hours before this do not follow from readings; hours before that are not kept. */
  let [followsFrom, keepsFrom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let newestGivenEnd = Number.NEGATIVE_INFINITY;

  const meanOf = (hourStart: EpochMs): HourMean | null => {
    const known = hours.get(hourStart);
    if (known !== null || hourStart < followsFrom) return known;
    const made = meanFrom(readings, hourStart);
    if (made !== null) hours.set(hourStart, made);
    return made;
  };

  /** Hours of which readings are about to go are kept as they are. */
  const keepMeans = (until: EpochMs): void => {
    for (let i = 0; (readings.ends[i] ?? Number.POSITIVE_INFINITY) <= until + hourMs; i += 1) {
      const hourStart = hourStartOf(readings.starts[i] as number);
      const mean = hourStart >= until || hourStart < keepsFrom ? null : meanOf(hourStart);
      if (mean !== null) hours.set(hourStart, { ...mean, isGiven: true });
    }
  };

  const forget = (before: EpochMs, hoursBefore: EpochMs): void => {
    const until = hourStartOf(before);
    keepsFrom = Math.max(keepsFrom, Math.min(hourStartOf(hoursBefore), until));
    hours.dropBefore(keepsFrom);
    if (until <= followsFrom) return;
    keepMeans(until);
    readings.drop(firstAfter(readings.ends, until - 1));
    stretches.forget(until);
    followsFrom = until;
  };

  /** The oldest tenth goes where there are too many. */
  const trim = (): void => {
    if (readings.ends.length <= maxReadings) return;
    const last = readings.ends[Math.floor(maxReadings / 10)] as number;
    forget(hourStartOf(last) + hourMs, keepsFrom);
  };

  const take = (air: Air): Taken => {
    const hourStart = hourStartOf(air.periodStart);
    const isOfAnHour = air.periodEnd - air.periodStart <= hourMs && hourStart >= keepsFrom;
    const isGiven = isOfAnHour && (hourStart < followsFrom || hours.get(hourStart)?.isGiven === true);
    if (air.periodEnd < followsFrom) return isGiven ? 'HOUR_NEEDED' : 'TOO_OLD';
    if (!readings.put(air)) return 'SAME';
    stretches.changed(air.periodEnd);
    if (isOfAnHour && !isGiven) hours.remove(hourStart);
    trim();
    return isGiven ? 'HOUR_NEEDED' : 'NEW';
  };

  return {
    readings,
    stretches,
    meanOf,
    newestEnd: () => Math.max(readings.ends.at(-1) ?? Number.NEGATIVE_INFINITY, newestGivenEnd),
    oldestEnd: () => Math.min(readings.ends[0] ?? Number.POSITIVE_INFINITY, hours.oldestStart() + hourMs),
    take,
    give: (hourStart, mean, coveredMs) => {
      if (hourStart < keepsFrom) return;
      hours.set(hourStart, { mean, coveredMs, isGiven: true });
      newestGivenEnd = Math.max(newestGivenEnd, hourStart + hourMs);
    },
    forget,
  };
};
