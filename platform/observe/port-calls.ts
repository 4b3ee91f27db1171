import type { Cache } from '../ports/cache.ts';
import type { Consumer, EventLog } from '../ports/event-log.ts';
import type { SeriesReader, SeriesWriter } from '../ports/series.ts';
import type { SeriesFiles } from '../ports/series-files.ts';

/** One call of a port, as spans and metrics tell it. */
export interface PortCall {
  readonly name: `${'series' | 'files' | 'log' | 'cache'}.${string}`;
  /** How many things it is about, where that is known before: sensors, groups, spans, rows, records or keys. */
  readonly items: number;
  readonly topic?: string;
  readonly group?: string;
}

interface Consuming {
  readonly topic: string;
  readonly group: string;
}

/** What is told of the calls. */
export interface PortWatch {
  readonly around: <T>(call: PortCall, work: () => Promise<T>) => Promise<T>;
  readonly consumes?: (what: Consuming, consumer: Consumer) => void;
  readonly setAside?: (what: Consuming) => void;
}

const watchedReader = (reader: SeriesReader, { around }: PortWatch): SeriesReader => ({
  latest: (sensorIds, quantities, signal) =>
    around({ name: 'series.latest', items: sensorIds.length }, () =>
      reader.latest(sensorIds, quantities, signal),
    ),
  readings: (query, signal) =>
    around({ name: 'series.readings', items: 0 }, () => reader.readings(query, signal)),
  series: (query, signal) =>
    around({ name: 'series.series', items: query.groups.length }, () => reader.series(query, signal)),
  hourly: (query, signal) =>
    around({ name: 'series.hourly', items: query.sensorIds.length }, () => reader.hourly(query, signal)),
  replayed: (query, signal) =>
    around({ name: 'series.replayed', items: query.sensorIds.length }, () => reader.replayed(query, signal)),
  close: () => reader.close(),
});

const watchedWriter = (writer: SeriesWriter, { around }: PortWatch): SeriesWriter => ({
  current: (spans) => around({ name: 'series.current', items: spans.length }, () => writer.current(spans)),
  write: (rows) => around({ name: 'series.write', items: rows.length }, () => writer.write(rows)),
  close: () => writer.close(),
});

const watchedFiles = (files: SeriesFiles, { around }: PortWatch): SeriesFiles => ({
  write: (piece, signal) =>
    around({ name: 'files.write', items: piece.rows.sensors.length }, () => files.write(piece, signal)),
  close: () => files.close(),
});

const watchedLog = (log: EventLog, { around, consumes, setAside }: PortWatch): EventLog => ({
  epoch: log.epoch,
  append: (topic, records) =>
    around({ name: 'log.append', items: records.length, topic: topic.name }, () =>
      log.append(topic, records),
    ),
  consume(options) {
    const what = { topic: options.topic.name, group: options.group };
    const consumer = log.consume({
      ...options,
      handle: (records, signal) =>
        around({ name: 'log.consume', items: records.length, ...what }, () =>
          options.handle(records, signal),
        ),
      onDeadLetter(letter) {
        setAside?.(what);
        options.onDeadLetter?.(letter);
      },
    });
    consumes?.(what, consumer);
    return consumer;
  },
  readFrom: (topic, from, limit) =>
    around({ name: 'log.read', items: 0, topic: topic.name }, () => log.readFrom(topic, from, limit)),
  tail: (topic, from, signal) => log.tail(topic, from, signal),
  bounds: (topic) => log.bounds(topic),
  deadLetters: (topic, limit) => log.deadLetters(topic, limit),
  replayDeadLetters: (topic, group) => log.replayDeadLetters(topic, group),
  close: () => log.close(),
});

/** Of one key. */
const cacheCall = (name: keyof Cache): PortCall => ({ name: `cache.${name}`, items: 1 });
const cacheCalls = {
  get: cacheCall('get'),
  set: cacheCall('set'),
  delete: cacheCall('delete'),
  count: cacheCall('count'),
  lease: cacheCall('lease'),
  release: cacheCall('release'),
};

const watchedCache = (cache: Cache, { around }: PortWatch): Cache => ({
  get: (key) => around(cacheCalls.get, () => cache.get(key)),
  set: (key, value, ttlMs) => around(cacheCalls.set, () => cache.set(key, value, ttlMs)),
  delete: (key) => around(cacheCalls.delete, () => cache.delete(key)),
  count: (key, windowMs, points) => around(cacheCalls.count, () => cache.count(key, windowMs, points)),
  lease: (key, holder, ttlMs) => around(cacheCalls.lease, () => cache.lease(key, holder, ttlMs)),
  release: (key, holder) => around(cacheCalls.release, () => cache.release(key, holder)),
  close: () => cache.close(),
});

interface Watchable {
  readonly eventLog: EventLog;
  readonly seriesWriter: SeriesWriter;
  readonly seriesReader: SeriesReader;
  readonly seriesFiles: SeriesFiles;
  readonly cache: Cache;
}

const wrappers: {
  readonly [P in keyof Watchable]: (port: Watchable[P], watch: PortWatch) => Watchable[P];
} = {
  eventLog: watchedLog,
  seriesWriter: watchedWriter,
  seriesReader: watchedReader,
  seriesFiles: watchedFiles,
  cache: watchedCache,
};

/** The same ports, whose calls are watched. Those that nobody watches stay as they are. */
export const watchedPorts = <T extends object>(ports: T, watch: PortWatch): T =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      Object.hasOwn(wrappers, name) ? wrappers[name as keyof Watchable](port as never, watch) : port,
    ]),
  ) as T;
