import {
  type Average,
  countHours,
  eightHoursEndingIn,
  type Hour,
  highestEightHours,
  highestHour,
  hourStarts,
  meanOver,
} from '../hours.ts';
import { type LocalDay, localHourOf } from '../local-days.ts';
import type { Averaging, Candidate } from './air-quality-index.ts';
import { type Averaged, byTable, ozone, sulphurDioxide } from './us-epa-rules.ts';

/**
 * The index of a local day: PM 24 h means, the highest hour of NO2 and SO2, the highest 8 h mean of O3 and CO. O3's
 * windows are the 17 that begin from 07:00 to 23:00, 13 of them complete (40 CFR 50 App. U 3; AirNow,
 * forum.airnowtech.org/t/170): they reach 7 h into the next day. CO's are the 24 that end in the day. EPA's days are of
 * standard time, ours of the local calendar.
 */
export const usEpaDay = (hours: readonly Hour[], day: LocalDay, timeZone: string): (Candidate | null)[] => {
  const o3 = countHours(hours, 'O3');
  const so2 = countHours(hours, 'SO2');
  const over = (average: Average | null, averaging: Averaging): Averaged => ({
    average,
    averaging,
    span: day,
  });
  const fromSeven = hourStarts(day).filter((start) => localHourOf(start, timeZone) >= 7);
  const coMax = highestEightHours(countHours(hours, 'CO'), eightHoursEndingIn(day));
  return [
    byTable('PM25', 'PM2.5_24h', over(meanOver(countHours(hours, 'PM25'), day), 'MEAN_24H'), day.date),
    byTable('PM10', 'PM10_24h', over(meanOver(countHours(hours, 'PM10'), day), 'MEAN_24H'), day.date),
    ozone(over(highestEightHours(o3, fromSeven), 'MAX_8H'), over(highestHour(o3, day), 'MAX_1H'), day.date),
    byTable('CO', 'CO_8h', over(coMax, 'MAX_8H'), day.date),
    byTable('NO2', 'NO2_1h', over(highestHour(countHours(hours, 'NO2'), day), 'MAX_1H'), day.date),
    sulphurDioxide(over(highestHour(so2, day), 'MAX_1H'), over(meanOver(so2, day), 'MEAN_24H'), day.date),
  ];
};
