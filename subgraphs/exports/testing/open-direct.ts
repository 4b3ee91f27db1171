import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { createDirect, type DirectGround } from '../actions/direct/direct.ts';
import { createRowToll } from '../actions/direct/row-toll.ts';
import { createPreparation } from '../actions/prepare.ts';
import { createDirectDoor } from '../routes/direct/direct.ts';

const log = createLog('silent');

/** A real store of series, and the folder in which answers are written. */
export const openSeries = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'direct-'));
  const series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  const scratch = join(folder, 'scratch');
  return {
    ...series,
    scratch,
    /** What lies on the disk of answers. */
    left: (): Promise<string[]> => readdir(scratch).catch(() => []),
    async end(): Promise<void> {
      await series.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type TestSeries = Awaited<ReturnType<typeof openSeries>>;

export const person = (id: string): Caller => ({ ...anonymous, kind: 'user', id, role: 'AUTHENTICATED' });

export const openDirectDoor = (
  series: TestSeries,
  {
    sensors,
    now,
    rowsPerMinute = 10_000_000,
    files = series.files,
    ...more
  }: {
    readonly sensors: readonly SensorChanged[];
    readonly now: number;
    readonly rowsPerMinute?: number;
    readonly files?: Pick<SeriesFiles, 'write'>;
  } & Partial<Pick<DirectGround, 'atOnce' | 'patienceMs' | 'longestMs' | 'mostRows'>>,
) => {
  const clock = { now };
  const cache = openMemoryCache({ now: () => clock.now });
  const ground = { reader: series.reader, cache, now: () => clock.now };
  const rateLimits = { rowsPerMinute, costPerMinute: 4, strangersCostPerMinute: 1 };
  const prepare = createPreparation({
    ...ground,
    directory: { all: () => sensors, catchUp: async () => undefined },
  });
  const direct = createDirect({
    ...{ prepare, reader: series.reader, seriesFiles: files, scratch: series.scratch, log, ...more },
    toll: createRowToll({ cache, rateLimits, log }),
    software: 'a test',
  });
  const app = createApp(log);
  createDirectDoor({ direct, now: ground.now })(app, async ({ headers: { authorization }, from }) => ({
    caller: authorization === undefined ? anonymous : person(authorization.replace('Bearer ', '')),
    from,
  }));
  return { app, clock, prepare };
};
