import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileSensor, PieceWritten } from '@aqmrg/platform/ports/series-files.ts';
import type { PieceFile } from '../assemble/piece-file.ts';

/** What is not whole yet. */
const partial = '.part';
const sensorsName = 'sensors.json';

/** The name of a finished piece tells what it holds: it is there, with all of that, or it is not. */
const finishedName = (file: string, place: number, { rows, bytes, isReplayed }: PieceWritten): string =>
  `${file}.${place}.${rows}.${bytes}.${isReplayed ? 'replayed' : 'live'}`;

const finishedEnding = /\.(\d+)\.(\d+)\.(\d+)\.(live|replayed)$/;

/** The pieces of one export on this machine's disk. They outlive the process: whoever goes on with the export begins behind them. */
export const openScratch = async (folder: string) => {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    if (name.endsWith(partial)) await rm(join(folder, name), { recursive: true, force: true });

  return {
    /** Finished pieces of a file by their place, as far as they are what their names say. */
    async finished(file: string): Promise<ReadonlyMap<number, PieceFile>> {
      const pieces = new Map<number, PieceFile>();
      for (const name of await readdir(folder)) {
        const [ending, place, rows, bytes, air] = finishedEnding.exec(name) ?? [];
        if (ending === undefined || name.slice(0, -ending.length) !== file) continue;
        const path = join(folder, name);
        if ((await stat(path)).size !== Number(bytes)) continue;
        pieces.set(Number(place), {
          ...{ path, rows: Number(rows), bytes: Number(bytes), isReplayed: air === 'replayed' },
        });
      }
      return pieces;
    },

    /** A piece that `write` writes where it is told to. */
    async piece(
      file: string,
      place: number,
      write: (path: string) => Promise<PieceWritten>,
    ): Promise<PieceFile> {
      const unfinished = join(folder, `${file}.${place}${partial}`);
      await rm(unfinished, { force: true });
      const { rows, bytes, isReplayed } = await write(unfinished);
      const path = join(folder, finishedName(file, place, { rows, bytes, isReplayed }));
      await rename(unfinished, path);
      return { path, rows, bytes, isReplayed };
    },

    /** The sensors as they were when the export was begun: one that is renamed meanwhile has one name in all of it. */
    async sensors(find: () => Promise<readonly FileSensor[]>): Promise<readonly FileSensor[]> {
      const path = join(folder, sensorsName);
      const kept = await readFile(path, 'utf8').catch(() => null);
      if (kept !== null) return JSON.parse(kept) as readonly FileSensor[];
      const found = await find();
      await writeFile(`${path}${partial}`, JSON.stringify(found));
      await rename(`${path}${partial}`, path);
      return found;
    },

    /** Removes what there is of a file whose object is whole. */
    async drop(file: string): Promise<void> {
      for (const { path } of (await this.finished(file)).values()) await rm(path, { force: true });
    },

    clear: (): Promise<void> => rm(folder, { recursive: true, force: true }),
  };
};
export type Scratch = Awaited<ReturnType<typeof openScratch>>;
