import { bytesOf, type PieceFiles } from './piece-file.ts';

/** Pieces behind one another: lines, and members of gzip, are a whole file in any number. */
export async function* concatenated(pieces: PieceFiles): AsyncGenerator<Buffer> {
  for await (const { path } of pieces) yield* bytesOf(path);
}
