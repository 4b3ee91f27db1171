import { at } from './series.builders.ts';
import type { Cell, FileColumn, FilePiece, FileSensor, ReadingRows } from './series-files.ts';
import { instants, readingCells } from './series-files.ts';

export const makeSensor = (id: string, fields: Partial<FileSensor> = {}): FileSensor => ({
  id,
  timeZone: 'Africa/Kampala',
  reportingIntervalMs: null,
  facts: {},
  ...fields,
});

export const column = (name: string, cell: Cell): FileColumn => ({ name, cell });

/** Each cell that a single reading has. */
export const everyCell: readonly FileColumn[] = [
  ...readingCells.map((what) => column(what, { of: 'reading', what })),
  ...instants.flatMap((what) => [
    column(what, { of: 'time', what, clock: 'UTC' }),
    column(`${what} local`, { of: 'time', what, clock: 'LOCAL' }),
    column(`${what} basic`, { of: 'time', what, clock: 'LOCAL_BASIC' }),
  ]),
  column('minutes', { of: 'minutes' }),
  column('name', { of: 'sensor', fact: 'name', type: 'TEXT' }),
  column('latitude', { of: 'sensor', fact: 'latitude', type: 'NUMBER' }),
  column('nothing', { of: 'sensor', fact: 'nothing', type: 'TEXT' }),
  column('parameter', { of: 'code', from: 'quantity', codes: { PM25: '88101', HUMIDITY: '-62201' } }),
  column('flag', { of: 'code', from: 'quality', codes: { GOOD: '0', SUSPECT: '=5' } }),
  column('constant, "quoted"', { of: 'constant', text: "+it's" }),
];

export const makeRows = (
  fields: Partial<ReadingRows> & Pick<ReadingRows, 'sensors' | 'from' | 'to'>,
): ReadingRows => ({
  kind: 'readings',
  quantities: ['PM25'],
  end: fields.to,
  quality: ['GOOD', 'UNKNOWN', 'SUSPECT'],
  version: 'CORRECTED',
  asOf: at('2030-01-01T00:00:00Z'),
  ...fields,
});

export const makePiece = (fields: Partial<FilePiece> & Pick<FilePiece, 'path' | 'rows'>): FilePiece => ({
  format: 'CSV',
  compression: 'NONE',
  isHeaded: true,
  columns: [
    column('sensorId', { of: 'reading', what: 'sensorId' }),
    column('quantity', { of: 'reading', what: 'quantity' }),
    column('periodStart', { of: 'time', what: 'periodStart', clock: 'UTC' }),
    column('periodEnd', { of: 'time', what: 'periodEnd', clock: 'UTC' }),
    column('value', { of: 'reading', what: 'value' }),
  ],
  ...fields,
});
