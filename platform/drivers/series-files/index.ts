import type { SeriesReader } from '../../ports/series.ts';
import type { FilePiece, PieceWritten, SeriesFiles } from '../../ports/series-files.ts';
import { Scratch } from './scratch.ts';
import { stageAverages } from './staging/averages.ts';
import { existingMembers } from './staging/existing.ts';
import { stageReadings } from './staging/readings.ts';
import { writePiece } from './write-piece.ts';

interface Options {
  readonly reader: SeriesReader;
}

/** Files of the readings of any store: read page by page, and put in order and written by a small DuckDB in memory. The reader stays open. */
export const openSeriesFiles = ({ reader }: Options): SeriesFiles => {
  const scratch = new Scratch();

  const write = (piece: FilePiece, signal?: AbortSignal): Promise<PieceWritten> =>
    scratch.use(async (connection) => {
      const { rows } = piece;
      const members = await existingMembers(reader, rows, signal);
      if (rows.kind !== 'averages') {
        const makeReady = () => stageReadings(connection, reader, piece, rows, members, signal);
        return writePiece(connection, piece, members, makeReady, signal);
      }
      const { sql, isReplayed } = await stageAverages(connection, reader, rows, members, signal);
      const written = await writePiece(connection, piece, members, async () => sql, signal);
      return { ...written, isReplayed };
    }, signal);

  return { write, close: () => scratch.close() };
};
