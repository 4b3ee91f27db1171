import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { StoredReading } from '@aqmrg/platform/ports/series.ts';
import { defineSubgraph } from '@aqmrg/platform/subgraph/define.ts';
import { buildSchema, openLink } from '@aqmrg/platform/subgraph/executable.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { composeMessage } from '../actions/messages/compose.ts';
import { parseWording } from '../actions/messages/wording.ts';
import { createRuleDesk } from '../actions/rules/desk.ts';
import { installHouse } from '../actions/rules/house.ts';
import { createContext, type RoomGround } from '../context.ts';
import type { Receiver } from '../domain/notify/receiver.ts';
import { access } from '../resolvers/access.ts';
import { ruleResolvers } from '../resolvers/rules/index.ts';
import { openIncidents } from '../store/incidents/incidents.ts';
import { openRules } from '../store/rules/rules.ts';
import { makeSensor } from './rules.ts';
import { monday } from './written-rules.ts';

const silent = createLog('silent');
const links = { unsubscribe: null, confirm: null, alert: (id: string) => `https://air.example/alerts/${id}` };

const makeReceiver = (id: string, organisation: string): Receiver => ({
  ...{ id, organisation, revision: 1, name: `The team of ${organisation}`, channel: 'WEBHOOK' },
  ...{ address: 'https://example.org/hook', language: 'en', timeZone: 'UTC', quietHours: null },
  ...{ capPerHour: 30, takesReplays: false, isEnabled: true, confirmedAt: null, unsubscribedAt: null },
  ...{ createdBy: 'ada', createdAt: monday },
});
const receivers = [makeReceiver('team', 'makerere'), makeReceiver('theirs', 'gulu')];

/** A member of makerere with an account. */
export const makeCaller = (changes: Partial<Caller> = {}): Caller => ({
  ...anonymous,
  ...{ kind: 'user', id: 'ada', role: 'AUTHENTICATED', organisation: 'makerere', organisationRole: 'MEMBER' },
  ...changes,
});

/** What of the room is about rules, on real drivers; two organisations have a receiver each. */
export const openRuleRoom = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'alert-rules-'));
  const eventLog = await openSqliteEventLog({ folder });
  const series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  const database = await lendDatabase();
  const directory = openDirectory(eventLog, () => undefined);
  const clock = { now: monday };
  const now = () => clock.now;
  let changes = 0;
  const onUnreadable = (id: string, reason: string) => {
    throw new Error(`${id}: ${reason}`);
  };
  const rules = openRules(database, onUnreadable);
  const ruleDesk = createRuleDesk({
    ...{ rules, directory, reader: series.reader, parseWording, now },
    openCounts: openIncidents(database).openCounts,
    receiversOf: async (organisation, ids) =>
      receivers.filter((one) => one.organisation === organisation && ids.includes(one.id)),
    composeMessage: (notice, locale) => composeMessage(notice, locale, links),
    onChanged: () => {
      changes += 1;
    },
  });
  const definition = defineSubgraph({
    ...{ name: 'alerts', schema: new URL('../schema.graphql', import.meta.url), access, uses: [] },
    build: async () => room,
  });
  const room = {
    resolvers: ruleResolvers,
    events: { alertRaised: () => false },
    // what is not about rules is asked by nobody here
    context: createContext({ ruleDesk } as RoomGround),
  };
  const link = openLink(definition, room, { log: silent, now });

  const ask = async (document: string, variables: object = {}, caller = makeCaller()) => {
    const signal = AbortSignal.timeout(20_000);
    const asked = { document, variables: { ...variables }, caller, signal, requestId: 'test' };
    const answer = await link.execute(asked);
    // plain objects, as they come over HTTP
    return JSON.parse(JSON.stringify({ data: answer.data ?? null, errors: answer.errors ?? [] }));
  };

  return {
    ...{ database, clock, rules, ask, schema: buildSchema(definition, room) },
    changes: () => changes,
    /** Asks one field, and throws where it cannot be answered. */
    async field(document: string, variables: object = {}, caller = makeCaller()) {
      const { data, errors } = await ask(document, variables, caller);
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return Object.values(data)[0] as ReturnType<typeof JSON.parse>;
    },
    installHouse: () => installHouse({ database, now, onUnreadable }),
    saySensors: (...sensors: readonly Partial<SensorChanged>[]) =>
      eventLog.append(
        sensorChanged,
        sensors.map(makeSensor).map((value) => ({ key: value.sensorId, value })),
      ),
    write: (rows: readonly StoredReading[]) => series.writer.write(rows),
    async close(): Promise<void> {
      await directory.stop();
      await Promise.all([eventLog.close(), series.close(), database.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type RuleRoom = Awaited<ReturnType<typeof openRuleRoom>>;
