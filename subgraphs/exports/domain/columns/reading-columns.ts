import type { ReadingCell } from '@aqmrg/platform/ports/series-files.ts';
import { instant, periods, place, quantity, sensorId, timeZone } from './common-columns.ts';
import { type ColumnType, column, type DescribedColumn } from './described-column.ts';

const told = (what: ReadingCell, meaning: string, type: ColumnType = 'text'): DescribedColumn =>
  column(what, { of: 'reading', what }, { type, meaning });

const really =
  'of recorded air that is played again: when it was really measured; empty where nothing is replayed';

/** What it is, when, where, how good, and whether it is a recording. */
export const standardColumns: readonly DescribedColumn[] = [
  sensorId,
  quantity,
  ...periods,
  told('value', 'The value, in the unit of the column unit', 'number'),
  told('unit', 'Unit of the value'),
  told('quality', 'GOOD, UNKNOWN, SUSPECT or FAIL: the worst verdict of its tests'),
  told('revision', 'Rises each time that the platform learns better of the same period, from 1', 'integer'),
  ...place,
  timeZone,
  instant('originalPeriodStart', `Start ${really}`),
  instant('originalPeriodEnd', `End ${really}`),
];

/** And how it came to be. */
export const fullColumns: readonly DescribedColumn[] = [
  ...standardColumns,
  told('rawValue', 'As it was reported, in the unit of the column rawUnit', 'number'),
  told('rawUnit', 'Unit of the raw value'),
  told('channels', 'Values of the sensing elements inside, in the unit of the raw value: A=12.1 B=13'),
  told('variant', 'How a Plantower sensor computed it: CF_1, ATM or ALT'),
  told('source', 'Where it comes from, for people'),
  told('delivery', 'LIVE where it was sent as it was measured, BACKFILL where it was loaded afterwards'),
  told('calibration', 'The calibration behind the corrected value, or NONE'),
  told(
    'corrections',
    'What was done to the raw value, in order, each with its version: id@version id@version',
  ),
  told('tests', 'The verdict of each quality test: RANGE:GOOD SPIKE:SUSPECT'),
  instant('receivedAt', 'When the platform received it'),
];
