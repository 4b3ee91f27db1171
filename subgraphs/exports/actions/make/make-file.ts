import type { FileSensor, SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import { type ExportJob, keyOf } from '../../domain/export-job.ts';
import { mediaTypeOf } from '../../domain/files/names.ts';
import type { PlannedFile } from '../../domain/files/plan.ts';
import type { FileMade } from '../../store/jobs.ts';
import { aboutOf } from '../assemble/about-of.ts';
import { assembled } from '../assemble/assembled.ts';
import type { PieceFile } from '../assemble/piece-file.ts';
import { pieceOf } from '../assemble/piece-of.ts';
import { aheadOf } from '../assemble/pieces-ahead.ts';
import type { MakerGround } from './ground.ts';
import { putFile } from './put-file.ts';
import type { Scratch } from './scratch.ts';
import { checkDisk, lookAtDisk as realDisk } from './scratch-disk.ts';
import { tryAgain } from './try-again.ts';

/** What a file is made from, and where. */
export interface Making {
  readonly job: Pick<ExportJob, 'id' | 'request' | 'title'>;
  readonly sensors: readonly FileSensor[];
  readonly scratch: Scratch;
  readonly signal: AbortSignal;
  /** Hears how many rows of the file are on the disk. */
  readonly onRows: (rows: number) => void;
}

/** Writes the pieces of a file that are not there yet, each while the one before it is read; hands them out in order. */
const piecesOf = (
  { name, pieces }: PlannedFile,
  making: Making & { readonly finished: ReadonlyMap<number, PieceFile> },
  { seriesFiles, lookAtDisk = realDisk, ...ground }: MakerGround,
) => {
  const { job, sensors, scratch, signal, finished } = making;
  const write = (place: number, written: SeriesFiles['write']): Promise<PieceFile> =>
    scratch.piece(name, place, async (path) => {
      await checkDisk(ground.scratch, lookAtDisk);
      const span = pieces[place] as PlannedFile['pieces'][number];
      return written(pieceOf(job.request, { sensors, span, path, isFirst: place === 0 }), signal);
    });
  return aheadOf(
    pieces,
    async (_span, place) =>
      finished.get(place) ??
      (await tryAgain(() => write(place, seriesFiles.write), {
        ...{ ...ground, signal, what: `piece ${place} of ${name}` },
      })),
  );
};

/** One file of an export, from what of it is on the disk already and what is not; whole in the object store when this resolves. */
export const makeFile = async (
  planned: PlannedFile,
  making: Making,
  ground: MakerGround,
): Promise<FileMade> => {
  const { job, sensors, scratch, onRows } = making;
  const { name } = planned;
  const key = keyOf(job.id, name);
  const { request } = job;
  const about = aboutOf({ request, sensors }, `${ground.software.name} ${ground.software.version}`);

  const put = async (): Promise<FileMade> => {
    const over = new AbortController();
    const signal = AbortSignal.any([making.signal, over.signal]);
    const finished = await scratch.finished(name);
    const pieces = piecesOf(planned, { ...making, signal, finished }, ground);
    const told = { rows: 0, isReplayed: false };
    async function* counted() {
      for await (const piece of pieces) {
        told.rows += piece.rows;
        told.isReplayed ||= piece.isReplayed;
        onRows(told.rows);
        yield piece;
      }
    }
    try {
      const body = assembled(request, counted(), about);
      const { bytes, sha256 } = await putFile({ ...ground, signal }, key, body);
      const file = { name, mediaType: mediaTypeOf(name), bytes, sha256, rows: told.rows };
      return { file, isReplayed: told.isReplayed };
    } finally {
      over.abort(new Error('It is not wanted any more.'));
      await pieces.settled();
    }
  };
  return tryAgain(put, { ...ground, signal: making.signal, what: `putting ${name}` });
};
