import type { Instant } from '@aqmrg/platform/ports/series-files.ts';
import { column, type DescribedColumn } from './described-column.ts';

/** When something is or was, in UTC. */
export const instant = (what: Instant, meaning: string): DescribedColumn =>
  column(what, { of: 'time', what, clock: 'UTC' }, { type: 'instant', meaning: `${meaning}, in UTC` });

const local = (name: string, what: Instant, meaning: string): DescribedColumn =>
  column(
    name,
    { of: 'time', what, clock: 'LOCAL' },
    { type: 'local time', meaning: `${meaning}, on the sensor's clock, with its offset from UTC` },
  );

export const sensorId = column(
  'sensorId',
  { of: 'reading', what: 'sensorId' },
  { meaning: 'Which sensor; sensors.csv tells of it' },
);

export const quantity = column(
  'quantity',
  { of: 'reading', what: 'quantity' },
  { meaning: 'What was measured' },
);

const begins = 'When the period of the value begins';
const ends = 'When the period of the value ends';

export const periods: readonly DescribedColumn[] = [
  instant('periodStart', begins),
  instant('periodEnd', ends),
  local('localPeriodStart', 'periodStart', begins),
  local('localPeriodEnd', 'periodEnd', ends),
];

export const place: readonly DescribedColumn[] = [
  column(
    'latitude',
    { of: 'sensor', fact: 'latitude', type: 'NUMBER' },
    { type: 'number', unit: '°', meaning: 'Where the sensor stands, WGS 84, north is positive' },
  ),
  column(
    'longitude',
    { of: 'sensor', fact: 'longitude', type: 'NUMBER' },
    { type: 'number', unit: '°', meaning: 'Where the sensor stands, WGS 84, east is positive' },
  ),
];

export const timeZone = column(
  'timeZone',
  { of: 'sensor', fact: 'timeZone', type: 'TEXT' },
  { meaning: "IANA name of the sensor's time zone" },
);
