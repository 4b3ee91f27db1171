import { hourMs, hourStarts, isComplete } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Outlook } from './forecast.ts';
import { isHourHead } from './targets.ts';

/** Mean of one UTC hour: the shape of the series port's HourlyMean. */
export interface Hour {
  readonly hourStart: EpochMs;
  readonly mean: number;
  readonly coveredMs: number;
}

/** Of a day's hours, as the models were judged. */
const leastHoursOfDay = 18;

/** Whether an hour is there to three quarters. */
export const isWhole = ({ coveredMs }: Pick<Hour, 'coveredMs'>): boolean => isComplete(coveredMs, hourMs);

export const wholeHours = (hours: readonly Hour[]): ReadonlyMap<EpochMs, number> =>
  new Map(hours.filter(isWhole).map(({ hourStart, mean }) => [hourStart, mean]));

/** What a target turned out to be; undefined while too little of it is there. */
export const truthOf = (
  { head, from, to }: Pick<Outlook, 'head' | 'from' | 'to'>,
  hours: ReadonlyMap<EpochMs, number>,
): number | undefined => {
  if (isHourHead(head)) return hours.get(from);
  const values = hourStarts({ from, to }).flatMap((start) => hours.get(start) ?? []);
  if (values.length < leastHoursOfDay) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};
