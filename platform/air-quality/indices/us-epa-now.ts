import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { countHours, type Hour, hourMs, meanOver } from '../hours.ts';
import type { Candidate } from './air-quality-index.ts';
import { newestHour } from './newest-hour.ts';
import { nowcastHours, pmNowcast } from './nowcast.ts';
import { type Averaged, byTable, ozone, sulphurDioxide } from './us-epa-rules.ts';

const particleTables = { PM25: 'PM2.5_24h', PM10: 'PM10_24h' } as const;

/**
 * The index now, up to `end`, a whole hour: PM NowCast over 12 h, O3 and CO the mean of the last 8 h, NO2 and SO2 (and
 * O3 from 0.125 ppm) the newest hour of the last three. `date`: local ISO date of the newest hour.
 */
export const usEpaNow = (hours: readonly Hour[], end: EpochMs, date: string): (Candidate | null)[] => {
  const lastEight = { from: end - 8 * hourMs, to: end };
  const lastDay = { from: end - 24 * hourMs, to: end };
  const o3 = countHours(hours, 'O3');
  const so2 = countHours(hours, 'SO2');
  const eightHours = (counted: typeof o3): Averaged => ({
    average: meanOver(counted, lastEight),
    averaging: 'MEAN_8H',
    span: lastEight,
  });
  const oneHour = (counted: typeof o3): Averaged => ({ ...newestHour(counted, end), averaging: 'MEAN_1H' });
  return [
    byTable('PM25', particleTables.PM25, nowcast('PM25', hours, end), date),
    byTable('PM10', particleTables.PM10, nowcast('PM10', hours, end), date),
    ozone(eightHours(o3), oneHour(o3), date),
    byTable('CO', 'CO_8h', eightHours(countHours(hours, 'CO')), date),
    byTable('NO2', 'NO2_1h', oneHour(countHours(hours, 'NO2')), date),
    sulphurDioxide(
      oneHour(so2),
      { average: meanOver(so2, lastDay), averaging: 'MEAN_24H', span: lastDay },
      date,
    ),
  ];
};

const nowcast = (quantity: keyof typeof particleTables, hours: readonly Hour[], end: EpochMs): Averaged => {
  const counted = countHours(hours, quantity);
  const newestFirst = Array.from(
    { length: nowcastHours },
    (_, ago) => counted.get(end - (ago + 1) * hourMs) ?? null,
  );
  const value = pmNowcast(quantity, newestFirst);
  const coverage = newestFirst.filter((hour) => hour !== null).length / nowcastHours;
  return {
    average: value === null ? null : { value, coverage },
    averaging: 'NOWCAST_12H',
    span: { from: end - nowcastHours * hourMs, to: end },
  };
};
