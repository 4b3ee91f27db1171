import { Worker } from 'node:worker_threads';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { limits } from '../../../domain/quota.ts';
import { type About, factsOf } from '../about.ts';
import type { PieceFile, PieceFiles } from '../piece-file.ts';
import { inTurn } from './in-turn.ts';
import type { ToWrite } from './sheets.ts';

const mostRows = limits.rowsAWorkbook;

/** Objects of the thread: those of 25,000 rows of all columns take 130; what they become, 80 more beside it. */
const heapMb = 256;

const tooMany = (rows: number): AirError =>
  new AirError('TOO_MANY_ROWS', `A workbook holds ${mostRows} rows at most.`, {
    exceeded: { limit: mostRows, measured: rows },
  });

const asRefusal = (error: Error & { readonly code?: string }): Error =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new AirError('TOO_MANY_ROWS', 'These rows hold more than there is room for in a workbook.')
    : error;

const written = (wanted: ToWrite, signal: AbortSignal): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: wanted,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    const end = (): void => {
      reject(signal.reason);
      void thread.terminate();
    };
    signal.addEventListener('abort', end, { once: true });
    thread.once('message', resolve);
    thread.once('error', (error: Error) => reject(asRefusal(error)));
    thread.once('exit', () => {
      signal.removeEventListener('abort', end);
      reject(new Error('The thread ended without a workbook.'));
    });
  });

/** A workbook of the rows, the sensors and what it is. It is made in a thread of its own when all pieces are there. */
export async function* workbook(
  pieces: PieceFiles,
  about: About,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const all: PieceFile[] = [];
  let rows = 0;
  for await (const piece of pieces) {
    all.push(piece);
    rows += piece.rows;
    if (rows > mostRows) throw tooMany(rows);
  }
  signal.throwIfAborted();
  const isReplayed = all.some((piece) => piece.isReplayed);
  const { columns, sensors } = about;
  const wanted: ToWrite = {
    ...{ paths: all.map(({ path }) => path), facts: factsOf(about, { isReplayed, rows }), sensors },
    // what described columns tell beyond this is for other readers
    columns: columns.map(({ name, cell }) => ({ name, cell })),
  };
  const bytes = await inTurn(() => written(wanted, signal), signal);
  yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
