import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '@aqmrg/platform/caller.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLiveCursors } from '@aqmrg/platform/live/cursor.ts';
import { openLiveFeed } from '@aqmrg/platform/live/feed.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { defineSubgraph, type RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import { alertChanged } from '@aqmrg/schema/events/alerts.ts';
import type { IncidentsGround } from '../../actions/incidents/ground.ts';
import { createHandling } from '../../actions/incidents/handle.ts';
import { createQuiet } from '../../actions/incidents/quieten.ts';
import { createTeller } from '../../actions/incidents/tell.ts';
import type { AlertsContext } from '../../context.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { access } from '../../resolvers/access.ts';
import { events } from '../../resolvers/incidents/event-access.ts';
import { incidentResolvers } from '../../resolvers/incidents/index.ts';
import { alertChanges } from '../../store/incidents/changes.ts';
import { openHandling } from '../../store/incidents/handling.ts';
import { openIncidents } from '../../store/incidents/incidents.ts';
import { openUnheeded } from '../../store/incidents/unheeded.ts';
import { openUntold } from '../../store/incidents/untold.ts';
import { openInhibitions } from '../../store/quiet/inhibitions.ts';
import { openSilences } from '../../store/quiet/silences.ts';
import { makeCaller, monday } from './builders.ts';

export const silent = createLog('silent');

export const openLog = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'alerts-'));
  const eventLog = await openSqliteEventLog({ folder });
  return {
    eventLog,
    async close() {
      await eventLog.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** What the graph of incidents needs of rules: whose they are. */
const ruleOf = async ({ client }: Database, id: string, caller: Caller): Promise<Rule | null> => {
  const row = await client.alertRule.findUnique({ where: { id } });
  const isFor = row !== null && (row.organisationId ?? caller.organisation) === caller.organisation;
  return isFor ? ({ id, name: row.name } as Rule) : null;
};

const part = (build: () => Promise<never>) =>
  defineSubgraph({
    ...{ name: 'alerts', schema: new URL('../../schema.graphql', import.meta.url) },
    ...{ access, uses: [], build },
  });

/** The graph of incidents on real drivers, with what rules and advice say made up. */
export const openIncidentsGraph = async ({
  database,
  eventLog,
}: {
  readonly database: Database;
  readonly eventLog: EventLog;
}) => {
  const clock = { now: monday + 60_000 };
  const now = () => clock.now;
  const said = { changes: 0, lookedUp: [] as string[] };
  const onChange = () => {
    said.changes += 1;
  };
  const ruleFor = async (id: string, caller: Caller) => {
    said.lookedUp.push(id);
    return ruleOf(database, id, caller);
  };
  const liveFeed = openLiveFeed({
    source: alertChanges(eventLog),
    capacity: 1_000,
    onError: () => undefined,
  });
  await liveFeed.start();
  const ground: IncidentsGround = {
    incidents: openIncidents(database),
    handling: createHandling({ handling: openHandling(database), onChange, now }),
    quiet: createQuiet({
      ...{ silences: openSilences(database), inhibitions: openInhibitions(database) },
      ...{ unheeded: openUnheeded(database), ruleFor, onChange, newId: randomUUID, now },
    }),
    ruleFor,
    adviceOn: ({ labels: { severity, quantity } }, language) => ({
      everyone: `${severity} ${quantity} ${language}`,
      sensitiveGroups: 'Stay in',
    }),
    liveFeed,
    liveCursors: createLiveCursors(alertChanged.name, 'for tests only'),
    cursorSecret: 'for tests only',
  };
  const room = {
    resolvers: { ...incidentResolvers },
    events,
    context: (request: RequestContext) => ({ ...request, ...ground }) as AlertsContext,
  };
  const link = openLink(
    part(() => Promise.reject(new Error('It stands.'))),
    room as never,
    {
      log: silent,
      now,
    },
  );
  const requestOf = (document: string, variables: Record<string, unknown>, caller: Caller) => ({
    ...{ document, variables, caller, requestId: 'test', signal: AbortSignal.timeout(30_000) },
  });

  return {
    ...{ clock, said, database, eventLog },
    teller: createTeller({ eventLog, untold: openUntold(database) }),
    async ask(document: string, variables: Record<string, unknown> = {}, caller = makeCaller()) {
      const answer = await link.execute(requestOf(document, variables, caller));
      // plain objects, as they come over HTTP
      return JSON.parse(JSON.stringify({ data: answer.data ?? null, errors: answer.errors ?? [] }));
    },
    async subscribe(document: string, variables: Record<string, unknown> = {}, caller = makeCaller()) {
      const stream = await link.subscribe(requestOf(document, variables, caller));
      if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream.errors));
      return {
        take: async () => JSON.parse(JSON.stringify((await stream.next()).value ?? null)),
        leave: async () => stream.return?.(),
      };
    },
    stop: () => liveFeed.stop(),
  };
};

/** With drivers of its own. */
export const openWholeGraph = async () => {
  const log = await openLog();
  const database = await lendDatabase();
  const graph = await openIncidentsGraph({ database, eventLog: log.eventLog });
  return {
    ...graph,
    async close() {
      await graph.stop();
      await database.close();
      await log.close();
    },
  };
};
