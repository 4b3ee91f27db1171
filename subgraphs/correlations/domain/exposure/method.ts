import type { DailyMetric } from './exposure.ts';
import { type Pollutant, pollutantName } from './pollutants.ts';

const shortNames: Readonly<Record<DailyMetric, string>> = {
  DAILY_MEAN: 'daily mean',
  MAX_8H: 'highest 8-hour mean of the day',
  MAX_1H: 'highest hour of the day',
};

/** `PM2.5, daily mean` */
export const labelOf = (pollutant: Pollutant, metric: DailyMetric): string =>
  `${pollutantName(pollutant)}, ${shortNames[metric]}`;

const metricWords: Readonly<Record<DailyMetric, string>> = {
  DAILY_MEAN: "The mean of the local day's hours, three quarters of which must be there (18 of 24)",
  MAX_8H:
    'The highest of the 8-hour means that end in the local day, each of 6 hours at least, where three quarters of them and of its hours are there (18 of 24; Directive 2008/50/EC, Annex VII)',
  MAX_1H: "The highest of the local day's hours, three quarters of which must be there (18 of 24)",
};

const hourWords =
  'An hour is the mean of its GOOD and UNKNOWN readings, with their corrections, where these cover 45 minutes of it.';

const monitorWords = (used: number, asked: number): string => {
  const mean =
    used === 1 ? 'One monitor' : `A day's value is the mean of those of ${used} monitors that have one`;
  return used === asked ? `${mean}.` : `${mean}; of ${asked - used} more there is none.`;
};

export interface MeasuredBy {
  readonly metric: DailyMetric;
  readonly timeZone: string;
  /** Monitors that were looked at, and those of them that have a value. */
  readonly asked: number;
  readonly used: number;
}

/** How days were made of hours, and one value of several monitors. */
export const methodOf = ({ metric, timeZone, asked, used }: MeasuredBy): string =>
  `${metricWords[metric]}; days are those of ${timeZone}. ${hourWords} ${monitorWords(used, asked)}`;

export const uploadedMethod =
  'As it was uploaded with the health series: nothing is known here of how it was measured, by which monitors, or how days were made of hours.';
