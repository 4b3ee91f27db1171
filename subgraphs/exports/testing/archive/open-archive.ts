import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { openFolderObjectStore } from '@aqmrg/platform/drivers/folder-object-store.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { makeStored } from '@aqmrg/platform/ports/series.builders.ts';
import { type Reading, readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { createDayBuilder } from '../../actions/archive/build-day.ts';
import { createArchiveKeeper } from '../../actions/archive/keep-archive.ts';
import { markArchive } from '../../consumers/mark-archive.ts';
import type { ArchiveName } from '../../domain/archive/archive-file.ts';
import { archiveKeyOf, archivePrefix } from '../../domain/archive/archive-path.ts';
import { openArchiveDays } from '../../store/archive-days.ts';
import { makeSensor } from '../sensors.ts';

/** Parts of the archive in the place of those that are usual. */
export interface Changes {
  readonly days?: Partial<ReturnType<typeof openArchiveDays>>;
  readonly build?: ReturnType<typeof createDayBuilder>;
  readonly lookEveryMs?: number;
}

const silent = createLog('silent');

/** The archive on real stores: what is accepted is stored and told, and what is due is built when a test says so. */
export const openArchive = async (start: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  const scratch = join(folder, 'scratch');
  await mkdir(scratch);
  const [eventLog, series, objectStore, database] = await Promise.all([
    openSqliteEventLog({ folder: join(folder, 'log') }),
    openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 }),
    openFolderObjectStore({ folder: join(folder, 'objects') }),
    lendDatabase(),
  ]);
  const clock = { now: Date.parse(start) };
  const now = () => clock.now;
  const directory = openDirectory(eventLog, () => undefined);
  await directory.start();
  const days = openArchiveDays(database);
  const marking = markArchive({ eventLog, directory, days, now, log: silent });
  const build = createDayBuilder({ seriesFiles: series.files, objectStore, scratch, now });
  const never = new AbortController().signal;

  const keeper = (changes: Changes = {}) =>
    createArchiveKeeper({
      ...{ directory, build, now, log: silent, ...changes },
      days: { ...days, ...changes.days },
    });
  const bytesOf = async (name: ArchiveName): Promise<Buffer> => {
    const file = await days.find(name);
    if (file === null) throw new Error('The archive has no such file.');
    return buffer(await objectStore.get(archiveKeyOf(file)));
  };

  return {
    ...{ clock, days, directory, objectStore, folder, build, keeper, bytesOf, reader: series.reader },
    textOf: async (name: ArchiveName): Promise<string> => gunzipSync(await bytesOf(name)).toString('utf8'),
    keys: async () => (await objectStore.list(archivePrefix, 100)).map(({ key }) => key),
    leftInScratch: () => readdir(scratch),
    goTo(instant: string): void {
      clock.now = Date.parse(instant);
    },
    async saySensor(fields: Partial<SensorChanged>): Promise<void> {
      const sensor = makeSensor(fields);
      await eventLog.append(sensorChanged, [{ key: sensor.sensorId, value: sensor }]);
      await directory.catchUp();
    },
    /** Stores readings, tells of them, and waits until they are marked. */
    async accept(...readings: readonly Reading[]): Promise<void> {
      await series.writer.write(readings.map((reading) => makeStored(reading)));
      await eventLog.append(
        readingsAccepted,
        readings.map((reading) => ({
          key: reading.sensorId,
          value: { sensorId: reading.sensorId, changes: [{ change: 'ADDED' as const, reading }] },
        })),
      );
      while ((await marking.lag()) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    /** Builds what is due now; how many days there were. */
    round: (changes: Changes = {}): Promise<number> => keeper(changes).round(never),
    async changes(after = 0): Promise<readonly string[]> {
      return (await days.changesAfter(after, 100)).map(
        ({ change, sensorId, day, isReplayed, revision, rows }) =>
          [
            change,
            sensorId,
            day,
            isReplayed ? 'replayed' : 'real',
            `revision ${revision}`,
            `${rows} rows`,
          ].join(' '),
      );
    },
    async close(): Promise<void> {
      await marking.stop();
      await directory.stop();
      await Promise.all([eventLog.close(), series.close(), objectStore.close(), database.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type TestArchive = Awaited<ReturnType<typeof openArchive>>;
