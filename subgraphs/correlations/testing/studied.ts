import { readFileSync } from 'node:fs';
import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { Upload } from '../actions/read-upload.ts';
import { makeHour } from './open-air.ts';
import { series } from './vectors.ts';

/* For tests: the made-up series as an organisation brings it, and as air that was measured. */

/** Of the made-up series, from 2015-01-01. */
export const studiedDays = 800;

const file = new URL('../domain/vectors/data/series.csv', import.meta.url);
const csv = readFileSync(file, 'utf8')
  .split(/\r?\n/)
  .slice(0, studiedDays + 1)
  .join('\n');

export const makeStudied = (changes: Partial<Upload> = {}): Upload => ({
  name: 'Deaths',
  population: 'All residents',
  timeZone: 'Africa/Kampala',
  columns: [
    { name: 'deaths', role: 'OUTCOME', label: 'Deaths' },
    { name: 'asthma', role: 'OUTCOME', label: 'Asthma' },
    { name: 'temp', role: 'TEMPERATURE' },
    { name: 'pm', role: 'EXPOSURE', label: 'PM10', unit: 'µg/m³' },
    { name: 'o3', role: 'EXPOSURE', label: 'Ozone', unit: 'µg/m³' },
  ],
  csv,
  ...changes,
});

/** In Kampala days begin at 21:00 UTC. */
export const firstHour = Date.parse('2014-12-31T21:00Z');

/** As many hours of each day as it takes, with the particles of the made-up series. */
export const measuredAir = (sensorId: string, days: number): Reading[] =>
  Array.from((series().pm as Float64Array).subarray(0, days)).flatMap((value, day) =>
    Number.isNaN(value)
      ? []
      : Array.from({ length: 18 }, (_, hour) =>
          makeHour(sensorId, firstHour + (24 * day + hour) * hourMs, { value }),
        ),
  );
