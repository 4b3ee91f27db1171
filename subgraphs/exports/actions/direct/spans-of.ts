import { growingPieces } from '../../domain/direct/growing-pieces.ts';
import type { PieceSpan } from '../../domain/files/plan.ts';
import { planOf } from '../../domain/files/plan-files.ts';
import type { Prepared } from '../prepare.ts';

/**
 * The pieces of an answer. Lines are the same wherever they are cut, so that the first can be small. What is compressed, and row groups of Parquet, are not: they are cut as an export cuts
 * them, so that both are the same bytes.
 */
export const spansOf = ({ request, sensors, months }: Omit<Prepared, 'estimate'>): readonly PieceSpan[] => {
  const { format, compression } = request;
  const isOfLines = format !== 'PARQUET' && format !== 'XLSX' && compression === 'NONE';
  if (isOfLines) return growingPieces(request, months);
  const [file] = planOf(request, { sensorIds: sensors.map(({ id }) => id), months }).files;
  return file?.pieces ?? [request];
};
