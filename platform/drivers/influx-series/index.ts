import type { Log } from '../../log.ts';
import type { SeriesReader, SeriesWriter } from '../../ports/series.ts';
import { Gate } from '../series/gate.ts';
import { WriteQueue } from '../series/write-queue.ts';
import { currentIn } from './current.ts';
import { closed, explained, isBroken } from './failures.ts';
import { bucketNames } from './layout.ts';
import { queryLatest } from './newest.ts';
import { queryHourly, queryReadings } from './reads.ts';
import { queryReplayed } from './replayed.ts';
import { retrying } from './retry.ts';
import { querySeries } from './series-query.ts';
import { connect } from './server.ts';
import { type Retention, setUp } from './set-up.ts';
import { writeBatch } from './write.ts';

export interface InfluxSeriesOptions {
  /** `http://host:8086`, or https. */
  readonly url: string;
  /** Reads and writes the four buckets; makes them where they are missing, if it may. */
  readonly token: string;
  /** The organisation's name. */
  readonly org: string;
  /** Begins the name of each bucket. Default `air`. */
  readonly prefix?: string;
  /** Default: as the buckets have it, for ever where they are new. Last values are always kept. */
  readonly retention?: Retention;
  /** The longest that one request may take, ms. Default 30,000. */
  readonly requestMs?: number;
  /** How long a batch, a lookup of the writer or the opening is tried again, ms from its beginning. Default 30,000. */
  readonly retryMs?: number;
  /** Reads that run at once. Default 8; 256 more may wait. */
  readonly readsAtOnce?: number;
  /** Values that one `series` may bring into this process: quantiles and deviations are made here. Default 10,000,000. */
  readonly mostValues?: number;
  readonly log?: Log;
}

export interface InfluxSeries {
  readonly writer: SeriesWriter;
  readonly reader: SeriesReader;
  /** Waits for the requests in hand. */
  close(): Promise<void>;
}

const readsInLine = 256;

/** A connection that stood idle may have been closed meanwhile: reads are begun again once. */
const onceMore = <T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  work().catch((error: unknown) => {
    if (isBroken(error) && !signal?.aborted) return work();
    throw error;
  });

/**
 * Series kept in InfluxDB 2, in buckets of its own; what lies where is told in layout.ts.
 *
 * One process at a time may write the readings of a sensor: a batch is compared with what is stored, and InfluxDB keeps what was written last.
 * A server that is away rejects with SUBGRAPH_UNAVAILABLE, one that is slow with DEADLINE_EXCEEDED, one that is busy with OVERLOADED; a full
 * disk with STORAGE_FULL. Then part of a batch may be stored, each row whole; writing it again completes it.
 */
export const openInfluxSeries = async (options: InfluxSeriesOptions): Promise<InfluxSeries> => {
  const { url, token, org, prefix = 'air', retention = {}, log } = options;
  const { requestMs = 30_000, retryMs = 30_000, readsAtOnce = 8, mostValues = 10_000_000 } = options;
  const server = connect({ url, token, org, requestMs });
  const buckets = bucketNames(prefix);
  const store = { server, buckets };
  const stopping = new AbortController();
  /** All that is tried by one piece of work has one deadline. */
  const openTries = () => {
    const untilMs = performance.now() + retryMs;
    return <T>(work: () => Promise<T>) => retrying(work, { untilMs, stopping: stopping.signal });
  };
  let readingDays: number;
  try {
    readingDays = await openTries()(() => setUp(server.influx, org, buckets, retention));
  } catch (error) {
    server.close();
    throw explained(error);
  }

  const queue = new WriteQueue();
  const gate = new Gate(readsAtOnce, readsInLine);
  const kept = { readingDays, log };
  let closing: Promise<void> | undefined;

  /** Rejects with the signal's own reason where that is why it ended. */
  const open = async <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    if (closing !== undefined) throw closed();
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      throw explained(error);
    }
  };
  const read = <T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
    open(() => gate.run(() => onceMore(work, signal), signal), signal);

  const writer: SeriesWriter = {
    current: (spans) => open(() => queue.add(0, () => openTries()(() => currentIn(store, spans)))),
    write: (rows) =>
      open(() => queue.add(rows.length, () => writeBatch({ ...store, ...kept, tried: openTries() }, rows))),
    close: () => closeEnd('writer'),
  };

  const reader: SeriesReader = {
    latest: (sensorIds, quantities, signal) =>
      read(() => queryLatest(store, sensorIds, quantities, signal), signal),
    readings: (query, signal) => read(() => queryReadings(store, query, signal), signal),
    series: (query, signal) => read(() => querySeries(store, query, { mostValues }, signal), signal),
    hourly: (query, signal) => read(() => queryHourly(store, query, signal), signal),
    replayed: (query, signal) => read(() => queryReplayed(store, query, signal), signal),
    close: () => closeEnd('reader'),
  };

  const close = (): Promise<void> => {
    closing ??= (async () => {
      stopping.abort();
      await queue.add(0, () => gate.alone(async () => server.close()));
    })();
    return closing;
  };

  const openEnds = new Set(['writer', 'reader']);
  /** Both ends share the connections: they are closed with the second. */
  const closeEnd = async (end: 'writer' | 'reader'): Promise<void> => {
    openEnds.delete(end);
    if (openEnds.size === 0) await close();
  };

  return { writer, reader, close };
};
