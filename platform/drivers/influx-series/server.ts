import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import {
  type ChunkCombiner,
  type CommunicationObserver,
  chunksToLines,
  type FluxTableMetaData,
  InfluxDB,
  linesToTables,
  setLogger,
} from '@influxdata/influxdb-client';
import { tooLate } from './failures.ts';

interface ServerOptions {
  /** `http://host:8086` */
  readonly url: string;
  readonly token: string;
  /** The organisation's name. */
  readonly org: string;
  /** The longest that one request may take, ms. */
  readonly requestMs: number;
}

/** Called for each kind of table in an answer; what it returns, for each row: texts, good until the next row. */
export type ReadTable = (table: FluxTableMetaData) => (row: readonly string[]) => void;

/** One InfluxDB, over HTTP. Each request ends within `requestMs`, or when its signal aborts. */
export interface Server {
  readonly influx: InfluxDB;
  query(program: string, read: ReadTable, signal?: AbortSignal): Promise<void>;
  /** Resolves when InfluxDB has said 204: written and synced. */
  write(bucket: string, lines: readonly string[]): Promise<void>;
  close(): void;
}

const gzipFromBytes = 1_000;

// The client prints what it also throws.
setLogger({ error: () => {}, warn: () => {} });

/** Ends `work` with the signal's reason, or when it takes too long. */
const bounded = async (
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  signal?.throwIfAborted();
  const ending = new AbortController();
  const leave = (): void => ending.abort(signal?.reason);
  const timer = setTimeout(() => ending.abort(tooLate()), ms);
  signal?.addEventListener('abort', leave, { once: true });
  try {
    await work(ending.signal);
  } catch (error) {
    ending.signal.throwIfAborted();
    // whatever else still arrives is for nobody
    ending.abort();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
};

/** Rows to their reader. An answer that fails after its first rows ends with a table that tells why. */
const rowsTo = (read: ReadTable, done: () => void, failed: (error: Error) => void) => {
  let table: FluxTableMetaData | undefined;
  let take: (row: readonly string[]) => void = () => {};
  return linesToTables({
    next(row, meta) {
      if (meta !== table) {
        table = meta;
        if (meta.columns[0]?.label === 'error') throw new Error(`InfluxDB: ${row[0]}`);
        take = read(meta);
      }
      take(row);
    },
    complete: done,
    error: failed,
  });
};

export const connect = ({ url, token, org, requestMs }: ServerOptions): Server => {
  const Agent = url.startsWith('https:') ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  // The client's own time-out leaves the connection open; ours comes first, and ends it.
  const influx = new InfluxDB({ url, token, timeout: 2 * requestMs, transportOptions: { agent } });
  const { transport } = influx;
  const combiner: ChunkCombiner = transport.chunkCombiner;
  const name = encodeURIComponent(org);

  return {
    influx,
    query: (program, read, signal) =>
      bounded(
        requestMs,
        signal,
        (signal) =>
          new Promise((resolve, reject) => {
            const body = JSON.stringify({
              query: program,
              type: 'flux',
              dialect: { header: true, delimiter: ',', annotations: ['datatype', 'group', 'default'] },
            });
            const rows: CommunicationObserver<string> = rowsTo(read, resolve, reject);
            const options = { method: 'POST', headers: { 'content-type': 'application/json' }, signal };
            transport.send(`/api/v2/query?org=${name}`, body, options, chunksToLines(rows, combiner));
          }),
      ),
    write: (bucket, lines) =>
      bounded(
        requestMs,
        undefined,
        (signal) =>
          new Promise((resolve, reject) => {
            const path = `/api/v2/write?org=${name}&bucket=${encodeURIComponent(bucket)}&precision=ns`;
            const headers = { 'content-type': 'text/plain; charset=utf-8' };
            const options = { method: 'POST', headers, gzipThreshold: gzipFromBytes, signal };
            let status: number | undefined;
            transport.send(path, lines.join('\n'), options, {
              responseStarted: (_, code) => {
                status = code;
              },
              error: reject,
              complete: () =>
                status === 204 ? resolve() : reject(new Error(`InfluxDB answered a write with ${status}.`)),
            });
          }),
      ),
    close: () => agent.destroy(),
  };
};
