import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDataDir } from '@aqmrg/platform/drivers/data-dir-lock.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { openFolderObjectStore } from '@aqmrg/platform/drivers/folder-object-store.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { openPgliteDatabase } from '@aqmrg/platform/drivers/pglite-database.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import { type OpenPorts, opener, openPortsBy } from './open-ports.ts';

interface EmbeddedOptions {
  readonly dataDir: string;
  readonly lifecycle: Lifecycle;
  readonly log: Log;
  /** What cannot be gone on from: a disk that failed to sync. */
  readonly onFatal: (error: unknown) => void;
}

/**
 * Everything in this process, under one folder that nobody else has open. A port is opened when a room first asks for it,
 * and closed after every room has stopped.
 */
export const embeddedPorts = async (options: EmbeddedOptions): Promise<OpenPorts> => {
  const { dataDir, lifecycle, log, onFatal } = options;
  await mkdir(dataDir, { recursive: true });
  const lock = await lockDataDir(dataDir);
  lifecycle.onStop('data folder lock', () => lock.release());

  const once = opener(lifecycle);
  const series = once('series', () => openDuckdbSeries({ file: join(dataDir, 'series.duckdb'), log }));
  return openPortsBy({
    database: once('database', () => openPgliteDatabase({ folder: join(dataDir, 'database') })),
    eventLog: once('event log', () => openSqliteEventLog({ folder: join(dataDir, 'events'), log, onFatal })),
    seriesWriter: async () => (await series()).writer,
    seriesReader: async () => (await series()).reader,
    seriesFiles: async () => (await series()).files,
    cache: once('cache', async () => openMemoryCache({})),
    objectStore: once('objects', () => openFolderObjectStore({ folder: join(dataDir, 'objects') })),
  });
};
