import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import type { SeriesReader, SeriesWriter } from '@aqmrg/platform/ports/series.ts';
import type { Ground, PortName } from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { Topic } from '@aqmrg/schema/events/topic.ts';
import { readings as definition } from '../index.ts';
import { hourMs, makeSensor, start } from './builders.ts';

const log = createLog('silent');

export interface TestPorts {
  readonly eventLog: EventLog;
  readonly seriesWriter: SeriesWriter;
  readonly seriesReader: SeriesReader;
}

/** Real drivers in a folder that goes with them. */
export const openPorts = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'readings-'));
  const eventLog = await openSqliteEventLog({ folder });
  const series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  const ports: TestPorts = { eventLog, seriesWriter: series.writer, seriesReader: series.reader };
  return {
    ports,
    async close() {
      await eventLog.close();
      await series.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const saySensors = (eventLog: EventLog, ...sensors: readonly Partial<SensorChanged>[]) =>
  eventLog.append(
    sensorChanged,
    sensors.map((fields) => {
      const value = makeSensor(fields);
      return { key: value.sensorId, value };
    }),
  );

export const everyRecord = async <T>(eventLog: EventLog, topic: Topic<T>): Promise<LogRecord<T>[]> => {
  const records: LogRecord<T>[] = [];
  let from: Positions = {};
  for (;;) {
    const page: readonly LogRecord<T>[] = await eventLog.readFrom(topic, from, 500);
    const last = page.at(-1);
    if (last === undefined) return records;
    records.push(...page);
    from = { [last.position.partition]: last.position.offset + 1 };
  }
};

const callers: Readonly<Record<string, Caller>> = {
  'Bearer admin': service('tests'),
  'Bearer device': { ...anonymous, kind: 'key', id: 'key:1', role: 'AUTHENTICATED', scopes: ['ingest'] },
  'Bearer tenant': {
    ...anonymous,
    kind: 'key',
    id: 'key:3',
    role: 'AUTHENTICATED',
    organisation: 'ours',
    scopes: ['ingest'],
  },
  'Bearer reader': { ...anonymous, kind: 'key', id: 'key:2', role: 'AUTHENTICATED', scopes: ['read'] },
};

/** The real room on the real drivers, with its HTTP doors; `clock.now` can be moved. */
export const openRoom = async (ports: TestPorts, { rowsPerMinute = 1_000_000_000 } = {}) => {
  const clock = { now: start + 100 * hourMs };
  const now = () => clock.now;
  const room = await definition.build({
    ...ports,
    cache: openMemoryCache({ now }),
    rateLimits: { rowsPerMinute },
    log,
    now,
    replay: { kind: 'off' },
    cursorSecret: 'for tests only',
    reach: () => {
      throw new Error('The tests of this room reach no other.');
    },
  } as unknown as Ground<PortName>);
  await room.begin?.();
  const link = openLink(definition, room, { log, now });

  const app = createApp(log);
  room.routes?.(app, async ({ headers, from }) => {
    if (headers.authorization === undefined) return { caller: anonymous, from };
    const caller = callers[headers.authorization];
    if (caller === undefined) throw new AirError('UNAUTHENTICATED', 'This token is not valid.');
    return { caller, from };
  });
  await app.ready();

  const request = (
    caller: Caller,
    document: string,
    variables: Record<string, unknown>,
    signal: AbortSignal,
  ) => ({
    document,
    variables,
    caller,
    requestId: 'test',
    signal,
  });
  const ask =
    (caller: Caller) =>
    async (document: string, variables: Record<string, unknown> = {}) => {
      const { data, errors } = await link.execute(
        request(caller, document, variables, AbortSignal.timeout(20_000)),
      );
      // plain objects, as they come over HTTP
      return JSON.parse(JSON.stringify({ data: data ?? null, errors: errors ?? [] }));
    };

  return {
    clock,
    app,
    room,
    asAnyone: ask(anonymous),
    asAdmin: ask(service('tests')),
    as: ask,
    async subscribe(document: string, variables: Record<string, unknown> = {}) {
      const stream = await link.subscribe(
        request(anonymous, document, variables, new AbortController().signal),
      );
      if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream.errors));
      return {
        take: async () => JSON.parse(JSON.stringify((await stream.next()).value)),
        leave: async () => stream.return?.(),
      };
    },
    async stop() {
      await app.close();
      await room.stop?.();
    },
  };
};

/** Polls, because a consumer says nothing when it is through. */
export const until = async (isSo: () => Promise<boolean>, timeoutMs = 10_000): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`It did not come to be within ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
