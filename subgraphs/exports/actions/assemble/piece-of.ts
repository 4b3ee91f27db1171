import type { FilePiece, FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { columnsOf, encodingOf, rowsOf } from '../../domain/files/columns.ts';
import type { PieceSpan } from '../../domain/files/plan.ts';
import type { ExportRequest } from '../../domain/request/export-request.ts';

/** What one piece of a file is; the first one has the names of the columns. */
export const pieceOf = (
  request: ExportRequest,
  {
    sensors,
    span,
    path,
    isFirst,
  }: {
    readonly sensors: readonly FileSensor[];
    readonly span: PieceSpan;
    readonly path: string;
    readonly isFirst: boolean;
  },
): FilePiece => {
  const { isHeaded, ...encoding } = encodingOf(request);
  return {
    ...encoding,
    path,
    isHeaded: isHeaded && isFirst,
    columns: columnsOf(request),
    rows: rowsOf(request, { sensors, span }),
  };
};
