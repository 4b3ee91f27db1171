import type { Database } from '../ports/database.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { SeriesReader, SeriesWriter } from '../ports/series.ts';
import { inSpan, isTracing } from './tracing.ts';

const tracedReader = (reader: SeriesReader): SeriesReader => ({
  latest: (sensorIds, quantities) =>
    inSpan('series.latest', { 'aqmrg.sensors': sensorIds.length }, () =>
      reader.latest(sensorIds, quantities),
    ),
  readings: (query) => inSpan('series.readings', {}, () => reader.readings(query)),
  series: (query) =>
    inSpan('series.series', { 'aqmrg.groups': query.groups.length }, () => reader.series(query)),
  hourly: (query) =>
    inSpan('series.hourly', { 'aqmrg.sensors': query.sensorIds.length }, () => reader.hourly(query)),
  close: () => reader.close(),
});

const tracedWriter = (writer: SeriesWriter): SeriesWriter => ({
  current: (spans) => inSpan('series.current', { 'aqmrg.spans': spans.length }, () => writer.current(spans)),
  write: (rows) => inSpan('series.write', { 'aqmrg.rows': rows.length }, () => writer.write(rows)),
  close: () => writer.close(),
});

const tracedLog = (log: EventLog): EventLog => ({
  get epoch() {
    return log.epoch;
  },
  append: (topic, records) =>
    inSpan('log.append', { 'aqmrg.topic': topic.name, 'aqmrg.records': records.length }, () =>
      log.append(topic, records),
    ),
  consume: (options) =>
    log.consume({
      ...options,
      handle: (records, signal) =>
        inSpan(
          'log.consume',
          {
            'aqmrg.topic': options.topic.name,
            'aqmrg.group': options.group,
            'aqmrg.records': records.length,
          },
          () => options.handle(records, signal),
        ),
    }),
  readFrom: (topic, from, limit) =>
    inSpan('log.read', { 'aqmrg.topic': topic.name }, () => log.readFrom(topic, from, limit)),
  tail: (topic, from, signal) => log.tail(topic, from, signal),
  bounds: (topic) => log.bounds(topic),
  deadLetters: (topic, limit) => log.deadLetters(topic, limit),
  replayDeadLetters: (topic, group) => log.replayDeadLetters(topic, group),
  close: () => log.close(),
});

const tracedDatabase = (database: Database): Database => {
  const client = database.client.$extends({
    query: {
      $allOperations: ({ model, operation, args, query }) =>
        inSpan(
          `database.${operation}`,
          { 'db.operation.name': operation, ...(model ? { 'db.collection.name': model } : {}) },
          () => query(args),
        ),
    },
  });
  return {
    client: client as unknown as Database['client'],
    ping: () => database.ping(),
    close: () => database.close(),
  };
};

interface Traceable {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly seriesWriter: SeriesWriter;
  readonly seriesReader: SeriesReader;
}

const wrappers: { readonly [P in keyof Traceable]: (port: Traceable[P]) => Traceable[P] } = {
  database: tracedDatabase,
  eventLog: tracedLog,
  seriesWriter: tracedWriter,
  seriesReader: tracedReader,
};

/** The same ports, whose calls make spans; where tracing is off, the very same. */
export const tracedPorts = <T extends object>(ports: T): T =>
  isTracing()
    ? (Object.fromEntries(
        Object.entries(ports).map(([name, port]) => [
          name,
          Object.hasOwn(wrappers, name) ? wrappers[name as keyof Traceable](port as never) : port,
        ]),
      ) as T)
    : ports;
