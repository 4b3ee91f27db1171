import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import type { Ground, PortName } from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { sensors as definition } from '../index.ts';
import type { NewSensor, Tell } from '../store/registrations.ts';

/** 2026-11-23T06:00:00Z */
export const monday = Date.UTC(2026, 10, 23, 6);
const log = createLog('silent');

/** For what does not look at who is told whose a network is. */
export const untold: Tell = async () => {};

/** A sensor of the network `n`, as the registry takes it. */
export const makeSensor = (fields: Partial<NewSensor> & Pick<NewSensor, 'id'>): NewSensor => ({
  name: fields.id,
  networkId: 'n',
  siteId: null,
  kind: 'LOW_COST',
  maker: null,
  model: null,
  externalIds: [],
  location: null,
  country: null,
  isMobile: false,
  quantities: ['PM25'],
  variant: null,
  reportingIntervalMs: null,
  tags: [],
  license: null,
  attribution: null,
  timeZone: null,
  deployedFrom: null,
  revision: 1,
  ...fields,
});

/** An event log of its own, in a folder that goes with it. */
export const openTestLog = async (options: { readonly maxBytes?: number } = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'sensors-'));
  const eventLog = await openSqliteEventLog({ folder, ...options });
  return {
    eventLog,
    folder,
    async close() {
      await eventLog.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** The real room on the real drivers; `now` can be moved. */
export const openRoom = async (ports: { readonly database: Database; readonly eventLog: EventLog }) => {
  const clock = { now: monday };
  const now = () => clock.now;
  const room = await definition.build({
    ...ports,
    cache: openMemoryCache({ now }),
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

  const ask =
    (caller: Caller) =>
    async (document: string, variables: Record<string, unknown> = {}) => {
      const signal = AbortSignal.timeout(20_000);
      const request = { document, variables, caller, from: '192.0.2.7', requestId: 'test', signal };
      const { data, errors } = await link.execute(request);
      // plain objects, as they come over HTTP
      return JSON.parse(JSON.stringify({ data: data ?? null, errors: errors ?? [] }));
    };

  return {
    clock,
    room,
    asAnyone: ask(anonymous),
    asAdmin: ask(service('tests')),
    stop: async () => room.stop?.(),
  };
};

/** One database and one event log, for a file of tests to share. */
export const openGround = async () => {
  const [database, testLog] = await Promise.all([lendDatabase(), openTestLog()]);
  return {
    database,
    eventLog: testLog.eventLog,
    async close() {
      await testLog.close();
      await database.close();
    },
  };
};

/** Everything that was said of sensors, oldest first. */
export const changesIn = async (eventLog: EventLog): Promise<SensorChanged[]> => {
  const changes: SensorChanged[] = [];
  let from: Positions = {};
  for (;;) {
    const page: readonly LogRecord<SensorChanged>[] = await eventLog.readFrom(sensorChanged, from, 500);
    const last = page.at(-1);
    if (last === undefined) return changes;
    changes.push(...page.map(({ value }) => value));
    from = { [last.position.partition]: last.position.offset + 1 };
  }
};

/** Polls, because a consumer says nothing when it is through. */
export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not come to be within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
