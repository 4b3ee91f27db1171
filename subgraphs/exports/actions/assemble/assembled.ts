import { pipeline, type Readable } from 'node:stream';
import { constants, createGzip, createZstdCompress } from 'node:zlib';
import { isCompressedWhole } from '../../domain/files/piece-compression.ts';
import type { ExportRequest } from '../../domain/request/export-request.ts';
import type { About } from './about.ts';
import { collection } from './collection.ts';
import { concatenated } from './concatenated.ts';
import { joinedParquet } from './parquet/joined-parquet.ts';
import type { PieceFiles } from './piece-file.ts';
import { readableOf } from './readable-of.ts';
import { workbook } from './workbook/workbook.ts';

const compressors = {
  NONE: null,
  GZIP: () => createGzip(),
  ZSTD: () => createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
} as const;

type Wanted = Pick<ExportRequest, 'format' | 'compression'>;

/** Whichever of the two streams ends early ends the other. */
const compressed = (whole: Readable, wanted: Wanted): Readable => {
  const compressor = isCompressedWhole(wanted) ? compressors[wanted.compression] : null;
  // a failure is told by the stream that is returned
  return compressor === null ? whole : pipeline(whole, compressor(), () => undefined);
};

/**
 * One whole file of an export, from its pieces in order: some hundred kilobytes at a time, as fast as it is read (a workbook is small, and made at once). Errors of the pieces
 * are errors of the stream; destroyed, it reads no further. Pieces stay where they are. A workbook of more rows than `limits` allow fails with TOO_MANY_ROWS.
 */
export const assembled = (wanted: Wanted, pieces: PieceFiles, about: About): Readable => {
  const { format } = wanted;
  switch (format) {
    case 'CSV':
    case 'NDJSON':
    case 'AQCSV':
      return compressed(
        readableOf(() => concatenated(pieces)),
        wanted,
      );
    case 'GEOJSON':
      return compressed(
        readableOf(() => collection(pieces)),
        wanted,
      );
    case 'PARQUET':
      return readableOf(() => joinedParquet(pieces, about));
    case 'XLSX':
      return readableOf((signal) => workbook(pieces, about, signal));
    default:
      return format satisfies never;
  }
};
