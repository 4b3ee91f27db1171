import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { openFolderObjectStore } from '@aqmrg/platform/drivers/folder-object-store.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { makeStored } from '@aqmrg/platform/ports/series.builders.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { exports } from '../index.ts';
import { makeSensor } from './sensors.ts';

type Ground = Parameters<typeof exports.build>[0];

const silent = createLog('silent');
export const noon = Date.UTC(2026, 2, 10, 12);

/** Somebody of makerere with an account. */
export const makeCaller = (changes: Partial<Caller> = {}): Caller => ({
  ...anonymous,
  ...{ kind: 'user', id: 'ada', role: 'AUTHENTICATED' },
  ...{ organisation: 'makerere', organisationRole: 'MEMBER' },
  ...changes,
});

const openPorts = async (folder: string, now: () => number) => {
  const eventLog = await openSqliteEventLog({ folder: join(folder, 'events') });
  const series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  return {
    ...{ eventLog, series, database: await lendDatabase() },
    cache: openMemoryCache({ now }),
    objectStore: await openFolderObjectStore({ folder: join(folder, 'objects') }),
  };
};

/** The whole room as it is built, on real drivers. Exports are made once it has begun. */
export const openRoom = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exports-room-'));
  const clock = { now: noon };
  const now = () => clock.now;
  const { eventLog, series, database, cache, objectStore } = await openPorts(folder, now);
  const room = await exports.build({
    ...{ database, eventLog, cache, objectStore, now, log: silent, cursorSecret: 'for tests only' },
    rateLimits: { rowsPerMinute: 1e9, costPerMinute: 4, strangersCostPerMinute: 1 },
    ...{ seriesReader: series.reader, seriesFiles: series.files },
    exports: {
      secret: 'for tests only, and long enough for a secret',
      publicUrl: 'https://air.example.org',
      scratchDir: join(folder, 'scratch'),
    },
  } as Ground);
  const link = openLink(exports, room, { log: silent, now });
  const asked = (document: string, variables: Record<string, unknown>, caller: Caller) => ({
    ...{ document, variables, caller, requestId: 'test' },
    signal: AbortSignal.timeout(20_000),
  });

  const ask = async (document: string, variables: Record<string, unknown> = {}, caller = makeCaller()) => {
    const answer = await link.execute(asked(document, variables, caller));
    // plain objects, as they come over HTTP
    return JSON.parse(JSON.stringify({ data: answer.data ?? null, errors: answer.errors ?? [] }));
  };

  return {
    ...{ clock, database, eventLog, room, ask },
    /** Asks one field, and throws where it cannot be answered. */
    async field(of: string, variables: Record<string, unknown> = {}, caller = makeCaller()) {
      const { data, errors } = await ask(of, variables, caller);
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return Object.values(data)[0] as ReturnType<typeof JSON.parse>;
    },
    subscribe: (document: string, variables: Record<string, unknown>, caller = makeCaller()) =>
      link.subscribe(asked(document, variables, caller)),
    saySensors: (...sensors: readonly Partial<SensorChanged>[]) =>
      eventLog.append(
        sensorChanged,
        sensors.map(makeSensor).map((value) => ({ key: value.sensorId, value })),
      ),
    write: (readings: readonly Partial<Reading>[]) =>
      series.writer.write(readings.map((reading) => makeStored(reading))),
    async close(): Promise<void> {
      await room.stop?.();
      await series.close();
      await database.close();
      await eventLog.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type TestRoom = Awaited<ReturnType<typeof openRoom>>;
