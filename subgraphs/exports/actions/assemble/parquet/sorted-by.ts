import type { FileColumn } from '@aqmrg/platform/ports/series-files.ts';
import type { RowGroup } from 'hyparquet';

type Is = (column: FileColumn) => boolean;

const isTime =
  (what: 'periodStart' | 'periodEnd'): Is =>
  ({ cell }) =>
    cell.of === 'time' && cell.what === what && cell.clock === 'UTC';
const isReading =
  (what: 'sensorId' | 'quantity'): Is =>
  ({ cell }) =>
    cell.of === 'reading' && cell.what === what;

/** Which columns the rows of an export are sorted by, as far as they are among its columns. */
export const sortedBy = (columns: readonly FileColumn[]): NonNullable<RowGroup['sorting_columns']> => {
  const isWide = columns.some(({ cell }) => cell.of === 'quantity');
  const order = [
    isTime('periodStart'),
    isReading('sensorId'),
    ...(isWide ? [] : [isReading('quantity')]),
    isTime('periodEnd'),
  ].map((is) => columns.findIndex(is));
  const missing = order.indexOf(-1);
  return (missing === -1 ? order : order.slice(0, missing)).map((column_idx) => ({
    ...{ column_idx, descending: false, nulls_first: false },
  }));
};
