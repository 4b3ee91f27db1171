import { readFile } from 'node:fs/promises';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { FilePiece } from '../series-files.ts';

export type Row = Readonly<Record<string, unknown>>;

const inflaters = {
  NONE: (bytes: Buffer) => bytes,
  GZIP: (bytes: Buffer) => gunzipSync(bytes),
  ZSTD: (bytes: Buffer) => zstdDecompressSync(bytes),
};

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** The rows of a whole file, as readers of others see them: of CSV all texts, of the others what they tell apart. */
export const readRows = async (
  path: string,
  { format, compression }: Pick<FilePiece, 'format' | 'compression'>,
): Promise<readonly Row[]> => {
  if (format === 'PARQUET') return parquetReadObjects({ file: await asyncBufferFromFile(path), compressors });
  const text = inflaters[compression](await readFile(path)).toString('utf8');
  switch (format) {
    case 'CSV':
      return parse(text, { columns: true });
    case 'NDJSON':
      return linesOf(text).map((line) => JSON.parse(line));
    case 'GEOJSON':
      return linesOf(text).map((line) => JSON.parse(line).properties);
    default:
      return format satisfies never;
  }
};
