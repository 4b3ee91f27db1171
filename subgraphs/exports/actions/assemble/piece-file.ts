import { createReadStream } from 'node:fs';
import type { PieceWritten } from '@aqmrg/platform/ports/series-files.ts';

/** A piece of a file, on this machine's disk. */
export interface PieceFile extends PieceWritten {
  readonly path: string;
}

/** In order; the next one is asked for when the one before it has been read. */
export type PieceFiles = AsyncIterable<PieceFile>;

const chunkBytes = 262_144;

/** The bytes of a file from `start` to before `end`, some at a time. */
export const bytesOf = (
  path: string,
  range: { readonly start: number; readonly end: number } | null = null,
) =>
  createReadStream(path, {
    highWaterMark: chunkBytes,
    ...(range && { start: range.start, end: range.end - 1 }),
  }) as AsyncIterable<Buffer>;
