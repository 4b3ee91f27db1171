import { mkdir, realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Log } from '../../log.ts';
import type { SeriesReader, SeriesWriter } from '../../ports/series.ts';
import type { SeriesFiles } from '../../ports/series-files.ts';
import { WriteQueue } from '../series/write-queue.ts';
import { openSeriesFiles } from '../series-files/index.ts';
import { cannotOpen } from './failures.ts';
import { openStoreFiles } from './files/open-store-files.ts';
import { currentIn } from './lookups.ts';
import { queryHourly, queryLatest, queryReadings } from './reads.ts';
import { queryReplayed } from './replayed.ts';
import { querySeries } from './series-query.ts';
import { Store } from './store.ts';
import { writeBatch } from './write.ts';

interface Options {
  readonly file: string;
  /** Default: one a core, at most 4. */
  readonly threads?: number;
  /** As DuckDB spells it. Default 512MB; what does not fit goes to a folder beside the file. */
  readonly memoryLimit?: string;
  /** A larger write-ahead log is moved into the file between two writes; after a kill it is replayed. Default 64 MiB. */
  readonly maxWalBytes?: number;
  readonly log?: Log;
}

export interface DuckdbSeries {
  readonly writer: SeriesWriter;
  readonly reader: SeriesReader;
  /** Closes with the store, if not before. */
  readonly files: SeriesFiles;
  /** Waits for the write in hand, moves the write-ahead log into the file, and gives the file free. */
  close(): Promise<void>;
}

/** Two instances in one process would not see each other, and the second would damage the file: DuckDB does not prevent it. */
const openFiles = new Set<string>();

/** Series kept in one DuckDB file. */
export const openDuckdbSeries = async ({
  file,
  threads = Math.min(4, availableParallelism()),
  memoryLimit = '512MB',
  maxWalBytes = 64 * 1024 * 1024,
  log,
}: Options): Promise<DuckdbSeries> => {
  await mkdir(dirname(file), { recursive: true });
  const path = join(await realpath(dirname(file)), basename(file));
  if (openFiles.has(path)) throw new Error(`${path} is open in this process already.`);
  openFiles.add(path);
  let store: Store;
  try {
    store = await Store.open({ file: path, threads, memoryLimit, log });
  } catch (error) {
    openFiles.delete(path);
    throw cannotOpen(path, error);
  }
  const queue = new WriteQueue();

  const checkpoint = () =>
    store.checkpoint().catch((error) => log?.warn({ err: error }, 'series: the write-ahead log stays'));

  const checkpointIfLarge = async () => {
    if (closed === undefined && (await store.walBytes()) > maxWalBytes) await checkpoint();
  };

  const writer: SeriesWriter = {
    current: (spans) =>
      queue.add(0, () => store.write((connection, ids) => currentIn(connection, ids, spans))),
    async write(rows) {
      await queue.add(rows.length, () => store.write((connection, ids) => writeBatch(connection, ids, rows)));
      // Behind the answer, so that only the next write waits for it.
      void queue.add(0, checkpointIfLarge);
    },
    close: () => closeEnd('writer'),
  };

  const reader: SeriesReader = {
    latest: (sensorIds, quantities, signal) =>
      store.read((connection, ids) => queryLatest(connection, ids, sensorIds, quantities), signal),
    readings: (query, signal) =>
      store.read((connection, ids) => queryReadings(connection, ids, query), signal),
    series: (query, signal) => store.read((connection, ids) => querySeries(connection, ids, query), signal),
    hourly: (query, signal) => store.read((connection, ids) => queryHourly(connection, ids, query), signal),
    replayed: (query, signal) =>
      store.read((connection, ids) => queryReplayed(connection, ids, query), signal),
    close: () => closeEnd('reader'),
  };

  const files = openStoreFiles(store, openSeriesFiles({ reader }));

  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= queue
      .add(0, async () => {
        await files.close();
        await checkpoint();
        await store.close();
      })
      .finally(() => openFiles.delete(path));
    return closed;
  };

  const openEnds = new Set(['writer', 'reader']);
  /** Both ends share the file: it is closed with the second. */
  const closeEnd = async (end: 'writer' | 'reader') => {
    openEnds.delete(end);
    if (openEnds.size === 0) await close();
  };

  return { writer, reader, files, close };
};
