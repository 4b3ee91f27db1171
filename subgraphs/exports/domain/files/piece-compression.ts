import type { Compression, ExportRequest } from '../request/export-request.ts';

type Wanted = Pick<ExportRequest, 'format' | 'compression'>;

/**
 * Whether it takes the whole file to compress it. Members of gzip are read on by every reader; of several frames of zstd some, Node among them, read the first and say nothing
 * of the others. What stands around features belongs to no piece.
 */
export const isCompressedWhole = ({ format, compression }: Wanted): boolean =>
  format === 'GEOJSON' || (compression === 'ZSTD' && format !== 'PARQUET' && format !== 'XLSX');

/** How the pieces of a file are compressed. */
export const pieceCompression = (wanted: Wanted): Compression => {
  if (wanted.format === 'PARQUET' || wanted.format === 'XLSX') return 'NONE';
  return isCompressedWhole(wanted) ? 'NONE' : wanted.compression;
};
