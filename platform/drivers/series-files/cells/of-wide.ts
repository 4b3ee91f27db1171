import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { FileColumn } from '../../../ports/series-files.ts';
import { utc } from './clocks.ts';
import { commonCell, noSuchCell } from './common.ts';
import type { Writing } from './writing.ts';

const parts = { value: 'value', quality: 'quality', originalPeriodEnd: 'replay_end' } as const;
type Part = keyof typeof parts;

const columnOf = (quantity: Quantity, what: Part): string => `${parts[what]}_${quantity}`;

/** What is gathered of the readings of a period, by quantity. */
export const gatheredOf = (columns: readonly FileColumn[]): readonly string[] => [
  ...new Set(
    columns.flatMap(({ cell }) =>
      cell.of === 'quantity'
        ? `any_value(r.${parts[cell.what]}) FILTER (WHERE m.quantity = '${cell.quantity}') AS ${columnOf(cell.quantity, cell.what)}`
        : [],
    ),
  ),
];

/** As SQL, of a row `r` of a sensor and period. */
export const cellOfWide = (column: FileColumn, writing: Writing): string => {
  const { cell } = column;
  if (cell.of === 'quantity') {
    const found = `r.${columnOf(cell.quantity, cell.what)}`;
    if (cell.what === 'originalPeriodEnd') return utc(found, writing.piece.format);
    return cell.what === 'quality' ? `${found}::VARCHAR` : found;
  }
  const common = commonCell(cell, writing);
  if (common === undefined) throw noSuchCell(column, 'several quantities');
  return common;
};
