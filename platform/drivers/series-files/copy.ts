import { open, rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { FilePiece, PieceWritten } from '../../ports/series-files.ts';
import { quoted } from './cells/texts.ts';
import { explained } from './failures.ts';
import { gzip } from './gzip.ts';

/** A row group is held in memory until it is full. */
const rowGroupRows = 30_720;

const optionsOf = ({ format, compression, isHeaded }: FilePiece): string => {
  const inside = compression === 'ZSTD' ? 'zstd' : 'none';
  switch (format) {
    case 'CSV':
      return `FORMAT csv, HEADER ${isHeaded}, COMPRESSION ${inside}`;
    case 'NDJSON':
    case 'GEOJSON':
      return `FORMAT json, COMPRESSION ${inside}`;
    case 'PARQUET':
      return `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupRows}, WRITE_BLOOM_FILTER false`;
    default:
      return format satisfies never;
  }
};

/** Syncs a file, and tells how many bytes it has. */
const synced = async (path: string): Promise<number> => {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
};

/** Writes what a SELECT gives to the file of a piece, and syncs it; of a failure no file is left. */
export const copyTo = async (
  connection: DuckDBConnection,
  select: string,
  piece: FilePiece,
  signal: AbortSignal | undefined,
): Promise<Pick<PieceWritten, 'rows' | 'bytes'>> => {
  const { path, compression } = piece;
  const plain = compression === 'GZIP' ? `${path}.plain` : path;
  try {
    const copied = await connection.runAndReadAll(
      `COPY (${select}) TO ${quoted(plain)} (${optionsOf(piece)}, USE_TMP_FILE false)`,
    );
    if (plain !== path) {
      await gzip(plain, path, signal);
      await rm(plain);
    }
    return { rows: Number(copied.getRows()[0]?.[0] ?? 0), bytes: await synced(path) };
  } catch (error) {
    await rm(plain, { force: true });
    await rm(path, { force: true });
    throw explained(error);
  }
};
