import { canonicalUnit } from '../../../air-quality/units.ts';
import type { AverageRows, FileColumn } from '../../../ports/series-files.ts';
import { commonCell, noSuchCell, quantityCode } from './common.ts';
import type { Writing } from './writing.ts';

/** As SQL, of a row `r` of a bucket, whose aggregates are v0, v1, … */
export const cellOfAverage =
  ({ aggregates }: AverageRows) =>
  (column: FileColumn, writing: Writing): string => {
    const { cell, name } = column;
    const common = commonCell(cell, writing);
    if (common !== undefined) return common;
    if (cell.of === 'aggregate' && cell.aggregate === 'COUNT') return 'r.readings';
    if (cell.of === 'aggregate' && aggregates.includes(cell.aggregate))
      return `r.v${aggregates.indexOf(cell.aggregate)}`;
    if (cell.of === 'coverage') return 'r.coverage';
    if (cell.of === 'code' && cell.from === 'quantity') return quantityCode(cell.codes, name, writing);
    if (cell.of === 'reading' && cell.what === 'quantity')
      return writing.ofMember('quantity', 'TEXT', ({ quantity }) => quantity);
    if (cell.of === 'reading' && cell.what === 'unit')
      return writing.ofMember('unit', 'TEXT', ({ quantity }) => canonicalUnit(quantity));
    throw noSuchCell(column, 'averages');
  };
