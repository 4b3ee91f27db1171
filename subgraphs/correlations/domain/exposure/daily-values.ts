import {
  type Average,
  type CountedHours,
  countHours,
  eightHoursEndingIn,
  type Hour,
  type HourSpan,
  highestEightHours,
  highestHour,
  hourMs,
  meanOver,
} from '@aqmrg/platform/air-quality/hours.ts';
import type { LocalDay } from '@aqmrg/platform/air-quality/local-days.ts';
import type { DailyMetric } from './exposure.ts';
import type { Pollutant } from './pollutants.ts';

/**
 * The maximum daily eight-hour mean: Directive 2008/50/EC, Annex VII, A and B. Each 8-hour mean is of the day on which it ends, so that
 * the first is that from 17:00 of the day before to 01:00.
 */
const highestEightHoursOf = (counted: CountedHours, day: LocalDay): Average | null =>
  // the windows of a day may be complete by the evening before, when little of the day itself is
  meanOver(counted, day) && highestEightHours(counted, eightHoursEndingIn(day));

const averageOf: Readonly<Record<DailyMetric, (counted: CountedHours, day: LocalDay) => Average | null>> = {
  DAILY_MEAN: meanOver,
  MAX_1H: highestHour,
  MAX_8H: highestEightHoursOf,
};

export interface DailyWish {
  readonly pollutant: Pollutant;
  readonly metric: DailyMetric;
}

/**
 * A value for each local day of the hourly means of one sensor, in their unit; NaN where less than three quarters of what the day is made
 * of is there: of an hour's time, of the hours that the day has (18 of 23 or 24, 19 of 25), of eight hours, of a day's 8-hour means
 * (Directive 2008/50/EC, Annex VII A and Annex XI A). Hours are UTC hours: one that straddles midnight, where a zone is at half an hour,
 * is of the day in which it starts.
 */
export const dailyValues = (
  hours: readonly Hour[],
  days: readonly LocalDay[],
  { pollutant, metric }: DailyWish,
): Float64Array => {
  const counted = countHours(hours, pollutant);
  return Float64Array.from(days, (day) => averageOf[metric](counted, day)?.value ?? Number.NaN);
};

/** The hours that the values of these days are made of: those that start in it. At least one day. */
export const hoursNeeded = (days: readonly LocalDay[], metric: DailyMetric): HourSpan => {
  const [first, last] = [days[0], days.at(-1)] as [LocalDay, LocalDay];
  return { from: metric === 'MAX_8H' ? first.from - 7 * hourMs : first.from, to: last.to };
};
