import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { makePiece } from '../series-files.builders.ts';
import type { FilePiece, PieceWritten, SeriesFiles } from '../series-files.ts';
import type { OpenSeries } from '../series-writer.contract.ts';
import { type Row, readRows } from './read-piece.ts';

export interface OpenFiles extends OpenSeries {
  readonly files: SeriesFiles;
}

export interface FilesBench {
  store(): OpenFiles;
  /** Each test has sensors of its own in the one store. */
  newSensor(): string;
  newPath(): string;
  /** Writes a piece to a new path, and reads it again. */
  written(
    fields: Partial<FilePiece> & Pick<FilePiece, 'rows'>,
  ): Promise<{ readonly piece: FilePiece; readonly told: PieceWritten; readonly rows: readonly Row[] }>;
}

/** A store and a folder for the tests of one `describe`. */
export const openFilesBench = (prefix: string, open: () => Promise<OpenFiles>): FilesBench => {
  let store: OpenFiles;
  let folder: string;
  let [sensors, paths] = [0, 0];
  beforeAll(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), 'series-files-'));
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const newPath = (): string => join(folder, `it's ${++paths}`);
  return {
    store: () => store,
    newSensor: () => `${prefix}-sensor-${++sensors}`,
    newPath,
    async written(fields) {
      const piece = makePiece({ path: newPath(), ...fields });
      const told = await store.files.write(piece);
      return { piece, told, rows: await readRows(piece.path, piece) };
    },
  };
};
