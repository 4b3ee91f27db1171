import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { openFolderObjectStore } from '@aqmrg/platform/drivers/folder-object-store.ts';
import type { ExportJob } from '../domain/export-job.ts';
import { openGeneratedFiles } from './generated-files.ts';
import { openMaker } from './open-maker.ts';

/** Where a process that makes an export dies: as from a power cut, in the middle of a call. */
export const points = [
  'writing the second piece',
  'putting the file',
  'before it is noted',
  'after it is noted',
] as const;
export type Point = (typeof points)[number];

/** Makes the export that `<folder>/job.json` is, and dies at `point`; notes files there, and prints what it made. */
const run = async (folder: string, point: Point | undefined): Promise<void> => {
  const die = (at: Point): void => {
    if (at === point) process.kill(process.pid, 'SIGKILL');
  };
  const jobPath = join(folder, 'job.json');
  const job = JSON.parse(await readFile(jobPath, 'utf8')) as ExportJob;
  const [files, store] = [
    await openGeneratedFiles(),
    await openFolderObjectStore({ folder: join(folder, 'store') }),
  ];
  const maker = await openMaker({
    folder,
    seriesFiles: {
      async write(piece, signal) {
        if (piece.rows.from > job.request.from && point === 'writing the second piece') {
          await writeFile(piece.path, 'half of a pie');
          die(point);
        }
        return files.write(piece, signal);
      },
    },
    objectStore: {
      ...store,
      put(key: string, body: Readable) {
        body.once('end', () => die('putting the file'));
        return store.put(key, body);
      },
    },
  });
  const made = await maker.make(job, {
    signal: new AbortController().signal,
    onRows: () => undefined,
    async onFile({ file, isReplayed }) {
      die('before it is noted');
      await writeFile(jobPath, JSON.stringify({ ...job, files: [...job.files, file], isReplayed }));
      die('after it is noted');
    },
  });
  await Promise.all([files.close(), maker.seriesFiles.close()]);
  process.stdout.write(JSON.stringify(made));
};

const [folder, point] = process.argv.slice(2);
if (import.meta.main && folder !== undefined) await run(folder, point as Point | undefined);
