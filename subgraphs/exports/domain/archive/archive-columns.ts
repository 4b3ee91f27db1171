import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { Instant, ReadingCell } from '@aqmrg/platform/ports/series-files.ts';
import { type Quantity, quantities, type Unit } from '@aqmrg/schema/events/vocabulary.ts';
import { column, type DescribedColumn } from '../columns/described-column.ts';
import type { ArchiveName } from './archive-file.ts';

/** As OpenAQ calls what is measured. */
export const parameters = {
  PM1: 'pm1',
  PM25: 'pm25',
  PM10: 'pm10',
  O3: 'o3',
  NO: 'no',
  NO2: 'no2',
  NOX: 'nox',
  SO2: 'so2',
  CO: 'co',
  BC: 'bc',
  TEMPERATURE: 'temperature',
  HUMIDITY: 'relativehumidity',
  PRESSURE: 'pressure',
  WIND_SPEED: 'wind_speed',
  WIND_DIRECTION: 'wind_direction',
} as const satisfies Record<Quantity, string>;

/** As OpenAQ spells units. */
export const units = {
  MICROGRAM_PER_CUBIC_METRE: 'µg/m³',
  MILLIGRAM_PER_CUBIC_METRE: 'mg/m³',
  PARTS_PER_BILLION: 'ppb',
  PARTS_PER_MILLION: 'ppm',
  CELSIUS: 'c',
  PERCENT: '%',
  HECTOPASCAL: 'hpa',
  METRE_PER_SECOND: 'm/s',
  DEGREE: 'deg',
} as const satisfies Record<Unit, string>;

export const unitOf = (quantity: Quantity): string => units[canonicalUnit(quantity)];

const codes = (say: (quantity: Quantity) => string): Record<Quantity, string> =>
  Object.fromEntries(quantities.map((quantity) => [quantity, say(quantity)])) as Record<Quantity, string>;

/** What OpenAQ calls a sensor: one parameter at one location, which is what we call a sensor. The parameter comes first, so that no cell begins as a formula. */
export const sensorsIdOf = (sensorId: string, quantity: Quantity): string =>
  `${parameters[quantity]}@${sensorId}`;

const text = (name: string, what: ReadingCell, meaning: string): DescribedColumn =>
  column(name, { of: 'reading', what }, { meaning });
const number = (name: string, what: ReadingCell, meaning: string): DescribedColumn =>
  column(name, { of: 'reading', what }, { type: what === 'revision' ? 'integer' : 'number', meaning });
const code = (name: string, say: (quantity: Quantity) => string, meaning: string): DescribedColumn =>
  column(name, { of: 'code', from: 'quantity', codes: codes(say) }, { meaning });
const utc = (name: string, what: Instant, meaning: string): DescribedColumn =>
  column(name, { of: 'time', what, clock: 'UTC' }, { type: 'instant', meaning });
const fact = (name: string, of: string, meaning: string): DescribedColumn =>
  column(name, { of: 'sensor', fact: of, type: 'TEXT' }, { meaning });
const degrees = (name: string, of: string, meaning: string): DescribedColumn =>
  column(name, { of: 'sensor', fact: of, type: 'NUMBER' }, { type: 'number', unit: '°', meaning });

/** The first nine are OpenAQ's, in their order. */
export const archiveColumns = ({
  sensorId,
  isReplayed,
}: Pick<ArchiveName, 'sensorId' | 'isReplayed'>): readonly DescribedColumn[] => [
  text('location_id', 'sensorId', 'which sensor, by its id in the graph'),
  code('sensors_id', (quantity) => sensorsIdOf(sensorId, quantity), 'the sensor and what it measures'),
  fact('location', 'name', 'what the sensor is called'),
  column(
    'datetime',
    { of: 'time', what: 'periodEnd', clock: 'LOCAL' },
    {
      type: 'local time',
      meaning: "when the averaging period ends, on the sensor's clock, with its offset from UTC",
    },
  ),
  degrees('lat', 'latitude', 'where the sensor stands, WGS 84, north is positive'),
  degrees('lon', 'longitude', 'where the sensor stands, WGS 84, east is positive'),
  code('parameter', (quantity) => parameters[quantity], 'what was measured'),
  code('units', unitOf, 'unit of the value'),
  number(
    'value',
    'value',
    'the value, corrected where a published correction fits; never a sentinel such as −999',
  ),
  utc('period_start', 'periodStart', 'when the averaging period begins, in UTC'),
  utc('period_end', 'periodEnd', 'when it ends, in UTC'),
  text(
    'quality',
    'quality',
    'GOOD, UNKNOWN (not evaluated), SUSPECT or FAIL: the worst verdict of the quality tests',
  ),
  number('revision', 'revision', 'rises each time that more is known of the same period, from 1'),
  number('raw_value', 'rawValue', 'as it was reported, before any correction, in raw_units'),
  text('raw_units', 'rawUnit', 'unit of the raw value, as the graph spells it'),
  text('calibration', 'calibration', 'the correction behind the value, with its version, or NONE'),
  utc('received_at', 'receivedAt', 'when it was received'),
  text('source', 'source', 'who measured it, where that was said'),
  column(
    'is_replayed',
    { of: 'constant', text: String(isReplayed) },
    { meaning: 'true where recorded air is played again: then it was not measured at this time' },
  ),
  utc('original_period_start', 'originalPeriodStart', 'of recorded air, when it was really measured'),
  utc('original_period_end', 'originalPeriodEnd', 'until when'),
  fact('time_zone', 'timeZone', 'IANA name of the zone whose calendar the files of this sensor follow'),
  fact('country', 'country', 'ISO 3166-1 alpha-2'),
  fact('network_id', 'networkId', 'the network that the sensor belongs to'),
  fact('site_id', 'siteId', 'the site that it stands at'),
  fact('kind', 'kind', 'LOW_COST, REFERENCE or UNKNOWN'),
  fact('license', 'license', 'terms of its data; empty where nobody said'),
  fact('attribution', 'attribution', 'who is to be named with its data'),
];
