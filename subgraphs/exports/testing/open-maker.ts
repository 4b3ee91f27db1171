import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolderObjectStore } from '@aqmrg/platform/drivers/folder-object-store.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { MakerGround } from '../actions/make/ground.ts';
import { createMaker } from '../actions/make/make-export.ts';
import { type ExportedFile, type ExportJob, keyOf } from '../domain/export-job.ts';
import type { FileMade, NewJob } from '../store/jobs.ts';
import { openGeneratedFiles } from './generated-files.ts';
import { makeJob } from './queued-jobs.ts';
import { makeSensor } from './sensors.ts';

/** An export as who makes it sees it. */
export const runningJob = (
  job: Partial<NewJob & Pick<ExportJob, 'files' | 'isReplayed'>> = {},
): ExportJob => {
  const made = makeJob(job);
  return {
    ...{ ...made, status: 'RUNNING', startedAt: made.requestedAt + 1, finishedAt: null, expiresAt: null },
    ...{ rows: 0, isReplayed: job.isReplayed ?? null, files: job.files ?? [], problems: [] },
  };
};

/** Makes exports of generated readings in a folder of their own, or in one that another process had. */
export const openMaker = async ({
  folder,
  replayedFrom,
  ...ground
}: Partial<MakerGround> & { readonly folder?: string; readonly replayedFrom?: number } = {}) => {
  const root = folder ?? (await mkdtemp(join(tmpdir(), 'exports-')));
  const scratch = join(root, 'scratch');
  const seriesFiles = await openGeneratedFiles(replayedFrom === undefined ? {} : { replayedFrom });
  const objectStore = await openFolderObjectStore({ folder: join(root, 'store') });
  const sensors = new Map<string, SensorChanged>(
    ['a', 'b'].map((sensorId) => [sensorId, makeSensor({ sensorId, name: `Sensor ${sensorId}` })]),
  );
  const make = createMaker({
    ...{ seriesFiles, objectStore, scratch, log: createLog('silent'), pauseMs: 1 },
    directory: { find: (id) => sensors.get(id), catchUp: async () => undefined },
    software: { name: 'air-quality', version: '1.0.0' },
    // however full that of the tests is
    lookAtDisk: async () => ({ freeBytes: 1e12, totalBytes: 1e12 }),
    ...ground,
  });
  return {
    ...{ root, scratch, seriesFiles, objectStore, sensors, make },
    /** Makes one, and says what was noted and heard meanwhile. */
    async run(job: ExportJob, signal = new AbortController().signal) {
      const [noted, rows]: [FileMade[], number[]] = [[], []];
      const made = await make(job, {
        signal,
        onRows: (some) => rows.push(some),
        onFile: async (file) => noted.push(file),
      });
      return { ...made, noted, heard: rows };
    },
    read: (id: string, { name }: Pick<ExportedFile, 'name'>): Promise<Buffer> =>
      readFile(join(root, 'store', 'objects', keyOf(id, name))),
    /** Names of what anybody could download. */
    stored: async (id: string): Promise<string[]> =>
      (await objectStore.list(keyOf(id, ''), 100)).map(({ key }) => key.slice(keyOf(id, '').length)),
    left: async (): Promise<string[]> =>
      (await readdir(scratch, { recursive: true }).catch(() => [])).toSorted(),
    async close(): Promise<void> {
      await seriesFiles.close();
      await rm(root, { recursive: true, force: true });
    },
  };
};
export type TestMaker = Awaited<ReturnType<typeof openMaker>>;
