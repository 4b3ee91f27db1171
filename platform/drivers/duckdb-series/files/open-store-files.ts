import type { FilePiece, PieceWritten, SeriesFiles, SingleRows } from '../../../ports/series-files.ts';
import { Gate } from '../../series/gate.ts';
import { membersOf } from '../../series-files/members.ts';
import { writePiece } from '../../series-files/write-piece.ts';
import type { Store } from '../store.ts';
import { rowsOfStore } from './rows-of-store.ts';

/** Of the store's three reads at once: people who wait for an answer have at least one. */
const piecesAtOnce = 2;
const piecesInLine = 100;

/** Writes single readings by COPY on the store's own connections: rows never pass through JavaScript. */
export const openStoreFiles = (store: Store, ofAverages: SeriesFiles): SeriesFiles => {
  const gate = new Gate(piecesAtOnce, piecesInLine);
  const writeSingle = (piece: FilePiece, rows: SingleRows, signal?: AbortSignal): Promise<PieceWritten> =>
    store.read(async (connection, ids) => {
      const members = membersOf(rows, (sensorId, quantity) => ids.find({ sensorId, quantity }));
      // all statements see the same rows
      await connection.run('BEGIN');
      const written = await writePiece(connection, piece, members, rowsOfStore(piece, rows), signal);
      await connection.run('COMMIT');
      return written;
    }, signal);
  return {
    async write(piece, signal) {
      const { rows } = piece;
      if (rows.kind === 'averages') return ofAverages.write(piece, signal);
      return gate.run(() => writeSingle(piece, rows, signal), signal);
    },
    close: () => ofAverages.close(),
  };
};
