import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { Version } from '@aqmrg/platform/ports/series.ts';
import type { Cell } from '@aqmrg/platform/ports/series-files.ts';
import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { type ColumnType, column, type DescribedColumn } from '../columns/described-column.ts';
import type { ExportRequest } from '../request/export-request.ts';
import { averagedQc, parameterCodes, qcCodes, unitCodes } from './codes.ts';
import { siteFact } from './site-codes.ts';

const units = Object.fromEntries(quantities.map((one) => [one, unitCodes[canonicalUnit(one)]]));

/** No sensor has this fact: a constant text without letters would be written as a pair of quotes. */
const blank: Cell = { of: 'sensor', fact: 'blank', type: 'TEXT' };
const field = (name: string, cell: Cell, meaning: string, type: ColumnType = 'text'): DescribedColumn =>
  column(name, cell, { type, meaning });

const defined = (codes: Readonly<Partial<Record<string, string>>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(codes).flatMap(([of, code]) => (code === undefined ? [] : [[of, code]])));

const whatAndWhen = (version: Version): readonly DescribedColumn[] => [
  field(
    'site',
    { of: 'sensor', fact: siteFact, type: 'TEXT' },
    'Country (ISO 3166-1 numeric, 000 where unknown) and nine digits of the sensor: sensors.csv tells which',
  ),
  field('data_status', { of: 'constant', text: '0' }, '0: preliminary'),
  field('action_code', blank, 'Not used'),
  field(
    'datetime',
    { of: 'time', what: 'periodStart', clock: 'LOCAL_BASIC' },
    "When the period BEGINS, on the sensor's clock, with its offset from UTC",
  ),
  field(
    'parameter',
    { of: 'code', from: 'quantity', codes: defined(parameterCodes(version)) },
    'What was measured: AQS parameter code',
  ),
  field('duration', { of: 'minutes' }, 'Length of the period, minutes', 'number'),
  field('frequency', blank, 'Not used'),
];

const whereAndRest: readonly DescribedColumn[] = [
  field(
    'poc',
    { of: 'constant', text: '1' },
    'Occurrence of the parameter at its site: each sensor is a site of its own',
  ),
  field('lat', { of: 'sensor', fact: 'latitude', type: 'NUMBER' }, 'Degrees, north is positive', 'number'),
  field('lon', { of: 'sensor', fact: 'longitude', type: 'NUMBER' }, 'Degrees, east is positive', 'number'),
  field('GISDatum', { of: 'constant', text: 'WGS84' }, 'Datum of lat and lon'),
  field('elev', blank, 'Not known'),
  field('method_code', blank, 'AQS has none for these instruments'),
  field('mpc', blank, 'Not used'),
  field('mpc_value', blank, 'Not used'),
  field('uncertainty', blank, 'Not known'),
];

/**
 * Rows of recorded air carry when they were really measured as their qualifier. AQS has no such code: who takes these files for what is in the air now finds a row that is refused, not one
 * that is believed.
 */
const replayedQualifier = field(
  'qualifiers',
  { of: 'time', what: 'originalPeriodEnd', clock: 'LOCAL_BASIC' },
  'End, of recorded air that is played again, of the period in which it was really measured; empty where nothing is replayed',
);

/** The 20 fields of AQCSV (AirNow-International AQCSV 3.0; EPA, "AQCSV Format"), in their order. */
export const aqcsvColumns = ({ average, version }: ExportRequest): readonly DescribedColumn[] => [
  ...whatAndWhen(version),
  average === null
    ? field('value', { of: 'reading', what: 'value' }, 'The value, in the unit of the column unit', 'number')
    : field(
        'value',
        { of: 'aggregate', aggregate: 'MEAN' },
        `Mean of the readings; empty where they cover less than ${average.minCoverage} of the period`,
        'number',
      ),
  field('unit', { of: 'code', from: 'quantity', codes: units }, 'AQS unit code'),
  average === null
    ? field(
        'qc',
        { of: 'code', from: 'quality', codes: qcCodes },
        '0 valid or not evaluated, 5 suspect, 9 invalid',
      )
    : field('qc', { of: 'constant', text: averagedQc }, '2: averaged'),
  ...whereAndRest,
  average === null ? replayedQualifier : field('qualifiers', blank, 'Not used'),
];
