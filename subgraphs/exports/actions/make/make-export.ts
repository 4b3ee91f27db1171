import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { besideFiles } from '../../domain/beside/beside-files.ts';
import { type ExportedFile, type ExportJob, keyOf } from '../../domain/export-job.ts';
import type { FileMade, Made } from '../../store/jobs.ts';
import { fileSensorOf } from '../find-sensors.ts';
import type { MakerGround } from './ground.ts';
import { makeFile } from './make-file.ts';
import { putFile } from './put-file.ts';
import { openScratch } from './scratch.ts';
import { tryAgain } from './try-again.ts';

export interface MakeOptions {
  readonly signal: AbortSignal;
  /** Hears how many rows are written. */
  readonly onRows: (rows: number) => void;
  /** Notes a file that is whole in the object store: it is not made again. Resolves before the next one is begun. */
  readonly onFile: (made: FileMade) => Promise<unknown>;
}

/** Makes what an export consists of, or what of it is not there yet. */
export type Maker = (job: ExportJob, options: MakeOptions) => Promise<Made>;

/**
 * The files of an export: those of rows, each noted when it is in the object store, and those beside them. What was written before is gone on from, here or in another process; the
 * same job makes the same bytes. A piece, or a file, that fails is tried again twice; then this rejects with why, as it does with the signal's reason. What there is stays.
 */
export const createMaker =
  (ground: MakerGround): Maker =>
  async (job, { signal, onRows, onFile }) => {
    const { objectStore, directory } = ground;
    const { id, plan } = job;
    const scratch = await openScratch(join(ground.scratch, id));
    const known = (): FileSensor[] =>
      plan.sensorIds.flatMap((sensorId) => {
        const sensor = directory.find(sensorId);
        return sensor === undefined ? [] : [fileSensorOf(sensor)];
      });
    const sensors = await scratch.sensors(async () => {
      if (known().length < plan.sensorIds.length) await directory.catchUp();
      return known();
    });

    const isThere = async ({ name, bytes }: ExportedFile): Promise<boolean> =>
      (await objectStore.head(keyOf(id, name)))?.bytes === bytes;
    const noted = new Map(job.files.map((file) => [file.name, file]));
    const files: ExportedFile[] = [];
    let isReplayed = job.isReplayed === true;
    let rows = 0;
    for (const planned of plan.files) {
      signal.throwIfAborted();
      const before = noted.get(planned.name);
      if (before !== undefined && (await isThere(before))) {
        files.push(before);
        rows += before.rows ?? 0;
        onRows(rows);
        continue;
      }
      const written = rows;
      const made = await makeFile(
        planned,
        { job, sensors, scratch, signal, onRows: (more) => onRows(written + more) },
        ground,
      );
      await onFile(made);
      await scratch.drop(planned.name);
      files.push(made.file);
      isReplayed ||= made.isReplayed;
      rows = written + (made.file.rows ?? 0);
    }

    // when it was begun, not now: who goes on with it writes the same
    const madeAt = job.startedAt ?? job.requestedAt;
    const besides = besideFiles(job, {
      ...{ sensors, files, isReplayed, madeAt },
      software: ground.software,
    });
    for (const { name, mediaType, text } of besides) {
      const put = () => putFile({ objectStore, signal }, keyOf(id, name), Readable.from([Buffer.from(text)]));
      const told = await tryAgain(put, { ...ground, signal, what: `putting ${name}` });
      files.push({ name, mediaType, ...told, rows: null });
    }
    await scratch.clear();
    return { files, rows, isReplayed };
  };
