import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous } from '@aqmrg/platform/caller.ts';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLiveCursors } from '@aqmrg/platform/live/cursor.ts';
import { openLiveFeed } from '@aqmrg/platform/live/feed.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { openMeters } from '@aqmrg/platform/observe/meters.ts';
import { createRegistry } from '@aqmrg/platform/observe/metrics.ts';
import type { StoredReading } from '@aqmrg/platform/ports/series.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import { type Reading, readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { Topic } from '@aqmrg/schema/events/topic.ts';
import { createIssuer } from '../actions/issue.ts';
import { openForecastMeters } from '../actions/meters.ts';
import { createScorer } from '../actions/score.ts';
import { createShelf } from '../actions/shelf.ts';
import { createTeller } from '../actions/tell.ts';
import { createTidy } from '../actions/tidy.ts';
import { createSkillWatch } from '../actions/watch-skill.ts';
import { createContext } from '../context.ts';
import { forecasts as definition } from '../index.ts';
import { events } from '../resolvers/access.ts';
import { resolvers } from '../resolvers/index.ts';
import { openCards } from '../store/cards.ts';
import { openExceedances } from '../store/exceedances.ts';
import { openForecasts } from '../store/forecasts.ts';
import { issuedForecasts } from '../store/issued.ts';
import { openScores } from '../store/scores.ts';
import { makeSensor, monday } from './builders.ts';
import { makeInfo, openFakeModels } from './fake-models.ts';

export const silent = createLog('silent');

/** Real drivers; a folder that goes with them. */
export const openPorts = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'forecasts-'));
  const eventLog = await openSqliteEventLog({ folder });
  const series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  const database = await lendDatabase();
  return {
    folder,
    eventLog,
    database,
    reader: series.reader,
    writer: series.writer,
    async close() {
      await eventLog.close();
      await series.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type TestPorts = Awaited<ReturnType<typeof openPorts>>;

let place = 0;
const stored = (reading: Reading): StoredReading => {
  place += 1;
  const at = { partition: 0, offset: place, index: 0 };
  const { value, receivedAt } = reading;
  return { reading, reportedAt: at, causedBy: at, contentHash: `${value}`, knownAt: receivedAt };
};

export const everyRecord = async <T>(
  { eventLog }: Pick<TestPorts, 'eventLog'>,
  topic: Topic<T>,
): Promise<T[]> => (await eventLog.readFrom(topic, {}, 10_000)).map(({ value }) => value);

/** Everything of the room but its timers, which tests move by hand; models are fakes that say the newest hour. */
export const openParts = async (ports: TestPorts, registry = [makeInfo()]) => {
  const clock = { now: monday + 60_000 };
  const now = () => clock.now;
  const fake = openFakeModels(registry);
  const metrics = createRegistry();
  const shelf = createShelf({ folder: ports.folder, open: async () => fake.models, log: silent });
  shelf.start();
  await shelf.models();
  const directory = openDirectory(ports.eventLog, () => undefined);
  const liveFeed = openLiveFeed({
    source: issuedForecasts(ports.eventLog),
    capacity: 2_000,
    onError: () => undefined,
  });
  await Promise.all([directory.start(), liveFeed.start()]);
  const ground = {
    forecasts: openForecasts(ports.database),
    scores: openScores(ports.database),
    exceedances: openExceedances(ports.database),
    ...{ reader: ports.reader, directory, eventLog: ports.eventLog, shelf, now, log: silent },
    meters: openForecastMeters(openMeters(metrics)),
  };
  const teller = createTeller(ground);
  const issuer = createIssuer({ ...ground, teller });
  const room = {
    resolvers: { ...resolvers },
    events,
    context: createContext({
      ...ground,
      cards: openCards(ports.folder),
      liveFeed,
      liveCursors: createLiveCursors('forecasts', 'for tests only'),
      cursorSecret: 'for tests only',
    }),
  };
  const link = openLink(definition, room, { log: silent, now });
  const request = (document: string, variables: Record<string, unknown>, signal: AbortSignal) => ({
    ...{ document, variables, signal, caller: anonymous, requestId: 'test' },
  });

  return {
    ...ground,
    clock,
    fake,
    teller,
    issuer,
    scorer: createScorer(ground),
    tidy: createTidy(ground),
    watchSkill: createSkillWatch(ground),
    metrics: () => metrics.metrics(),
    signal: new AbortController().signal,
    async saySensors(...sensors: readonly Partial<SensorChanged>[]) {
      const values = sensors.map(makeSensor);
      await ports.eventLog.append(
        sensorChanged,
        values.map((value) => ({ key: value.sensorId, value })),
      );
      await directory.catchUp();
    },
    /** As readings does: into the series. */
    write: (readings: readonly Reading[]) => ports.writer.write(readings.map(stored)),
    /** As readings does: into the series, then into the log. */
    async accept(readings: readonly Reading[]) {
      await ports.writer.write(readings.map(stored));
      const bySensor = Map.groupBy(readings, ({ sensorId }) => sensorId);
      await ports.eventLog.append(
        readingsAccepted,
        [...bySensor].map(([sensorId, those]) => ({
          key: sensorId,
          value: { sensorId, changes: those.map((reading) => ({ change: 'ADDED' as const, reading })) },
        })),
      );
    },
    async ask(document: string, variables: Record<string, unknown> = {}) {
      const answer = await link.execute(request(document, variables, AbortSignal.timeout(20_000)));
      // plain objects, as they come over HTTP
      return JSON.parse(JSON.stringify({ data: answer.data ?? null, errors: answer.errors ?? [] }));
    },
    async subscribe(document: string, variables: Record<string, unknown> = {}) {
      const stream = await link.subscribe(request(document, variables, new AbortController().signal));
      if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream.errors));
      return {
        take: async () => JSON.parse(JSON.stringify((await stream.next()).value ?? null)),
        leave: async () => stream.return?.(),
      };
    },
    async stop() {
      await Promise.all([liveFeed.stop(), directory.stop()]);
      await shelf.stop();
    },
  };
};
export type Parts = Awaited<ReturnType<typeof openParts>>;

/** Polls, because a consumer says nothing when it is through. */
export const until = async (isSo: () => Promise<boolean>, timeoutMs = 10_000): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`It did not come to be within ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
