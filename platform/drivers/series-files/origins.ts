import type { FilePiece, ReadingCell } from '../../ports/series-files.ts';

const toldOfOrigins: readonly ReadingCell[] = [
  'tests',
  'rawUnit',
  'channels',
  'variant',
  'source',
  'delivery',
  'calibration',
  'corrections',
];

/** Whether any column tells what stores keep as long texts: where readings come from, and how they were judged. */
export const tellsOrigins = ({ columns }: FilePiece): boolean =>
  columns.some(({ cell }) => cell.of === 'reading' && toldOfOrigins.includes(cell.what));
