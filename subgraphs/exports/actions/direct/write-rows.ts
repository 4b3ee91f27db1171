import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished, type Readable } from 'node:stream';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import { aboutOf } from '../assemble/about-of.ts';
import { assembled } from '../assemble/assembled.ts';
import { pieceOf } from '../assemble/piece-of.ts';
import { aheadOf } from '../assemble/pieces-ahead.ts';
import type { Prepared } from '../prepare.ts';
import { folderPrefix } from './left-behind.ts';
import { spansOf } from './spans-of.ts';

export interface RowsGround {
  readonly seriesFiles: Pick<SeriesFiles, 'write'>;
  /** A folder of this process, on a disk. */
  readonly scratch: string;
  /** Name and version of what writes. */
  readonly software: string;
  readonly log: Log;
}

/**
 * One file of what was asked for, written while it is read: never more than two pieces ahead. When it is over, however that came, nothing of it is left on the disk, and `onOver` is
 * called.
 */
export const writeRows = async (
  prepared: Omit<Prepared, 'estimate'>,
  { signal, onOver }: { readonly signal: AbortSignal; readonly onOver: () => void },
  { seriesFiles, scratch, software, log }: RowsGround,
): Promise<Readable> => {
  const { request, sensors } = prepared;
  const folder = join(scratch, `${folderPrefix}${randomUUID()}`);
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  await mkdir(folder, { recursive: true });
  const pieces = aheadOf(spansOf(prepared), async (span, place) => {
    const path = join(folder, `${place}`);
    const isFirst = place === 0;
    return { path, ...(await seriesFiles.write(pieceOf(request, { sensors, span, path, isFirst }), either)) };
  });
  const clear = async (): Promise<void> => {
    over.abort(new Error('Nobody reads it any more.'));
    await pieces.settled();
    await rm(folder, { recursive: true, force: true });
  };
  const body = assembled(request, pieces, aboutOf(prepared, software));
  finished(body, () => {
    clear()
      .catch((error) => log.warn({ err: error, folder }, 'rows that were answered stay on the disk'))
      .finally(onOver);
  });
  return body;
};
