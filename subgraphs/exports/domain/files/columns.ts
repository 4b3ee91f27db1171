import { readEvery } from '@aqmrg/platform/air-quality/every.ts';
import type { FileFormat, FilePiece, FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { type Quantity, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { isAqsQuantity } from '../aqcsv/codes.ts';
import { aqcsvColumns } from '../aqcsv/columns.ts';
import { withSiteCodes } from '../aqcsv/site-codes.ts';
import { averageColumns } from '../columns/average-columns.ts';
import type { DescribedColumn } from '../columns/described-column.ts';
import { fullColumns, standardColumns } from '../columns/reading-columns.ts';
import { wideColumns } from '../columns/wide-columns.ts';
import type { Averaging, Compression, ExportRequest } from '../request/export-request.ts';
import { pieceCompression } from './piece-compression.ts';
import type { PieceSpan } from './plan.ts';

/** Those that are asked for; of AQCSV, those that it has codes for. */
export const quantitiesOf = ({ quantities: asked, format }: ExportRequest): readonly Quantity[] =>
  asked ?? (format === 'AQCSV' ? quantities.filter(isAqsQuantity) : quantities);

/** Where a point is told by the format itself. */
const isPlace = ({ name }: DescribedColumn): boolean => name === 'latitude' || name === 'longitude';

const rowColumns = (request: ExportRequest): readonly DescribedColumn[] => {
  if (request.average !== null) return averageColumns(request.average);
  if (request.layout === 'WIDE') return wideColumns(quantitiesOf(request));
  return request.columns === 'FULL' ? fullColumns : standardColumns;
};

/** The columns of an export, in order; of GeoJSON the properties of a feature. */
export const columnsOf = (request: ExportRequest): readonly DescribedColumn[] => {
  if (request.format === 'AQCSV') return aqcsvColumns(request);
  const columns = rowColumns(request);
  return request.format === 'GEOJSON' ? columns.filter((column) => !isPlace(column)) : columns;
};

const bucketOf = ({ every }: Averaging) => {
  const read = readEvery(every);
  if ('wrong' in read) throw new RangeError(`${every} ${read.wrong}`);
  return read.length;
};

interface RowsWanted {
  readonly sensors: readonly FileSensor[];
  readonly span: PieceSpan;
}

/** What rows a piece has: those that start in its span. */
export const rowsOf = (request: ExportRequest, { sensors, span }: RowsWanted): FilePiece['rows'] => {
  const { average, layout, quality, version, asOf } = request;
  const rows = {
    sensors: request.format === 'AQCSV' ? withSiteCodes(sensors) : sensors,
    quantities: quantitiesOf(request),
    from: span.from,
    to: span.to,
    end: request.to,
    quality,
    version,
  };
  if (average === null) return { kind: layout === 'WIDE' ? 'wide' : 'readings', ...rows, asOf };
  const aggregates = new Set([...average.aggregates, 'COUNT'] as const);
  return {
    kind: 'averages',
    ...rows,
    begin: request.from,
    every: bucketOf(average),
    aggregates: [...aggregates],
    minCoverage: average.minCoverage,
  };
};

export interface Encoding {
  readonly format: FileFormat;
  readonly compression: Compression;
  /** Whether the first piece of a file begins with the names of the columns. */
  readonly isHeaded: boolean;
}

const written: Readonly<Record<ExportRequest['format'], Pick<Encoding, 'format' | 'isHeaded'>>> = {
  CSV: { format: 'CSV', isHeaded: true },
  AQCSV: { format: 'CSV', isHeaded: true },
  NDJSON: { format: 'NDJSON', isHeaded: false },
  GEOJSON: { format: 'GEOJSON', isHeaded: false },
  PARQUET: { format: 'PARQUET', isHeaded: false },
  // made of JSON rows when they are together
  XLSX: { format: 'NDJSON', isHeaded: false },
};

/** How pieces are written. */
export const encodingOf = (request: Pick<ExportRequest, 'format' | 'compression'>): Encoding => ({
  ...written[request.format],
  compression: pieceCompression(request),
});
