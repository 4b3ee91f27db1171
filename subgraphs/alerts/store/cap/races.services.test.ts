import { setTimeout } from 'node:timers/promises';
import { migratePostgres, openPostgresDatabase } from '@aqmrg/platform/drivers/postgres-database/index.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewStep, ToldIncident } from '../../domain/evaluation/judgement.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { addRules, makeIncident, monday } from '../../testing/incidents/builders.ts';
import { type KeptJudgement, openJudgements } from '../evaluation/judgements.ts';
import { openIncidents } from '../incidents/incidents.ts';
import { openRules } from '../rules/rules.ts';

let server: PostgresServer;
let databases: readonly Database[] = [];

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.newDatabase();
  const log = createLog('silent');
  await migratePostgres({ url, log });
  databases = await Promise.all([1, 2, 3].map(() => openPostgresDatabase({ url, room: 'alerts', log })));
  const rules = ['r0', 'r1'].map((id) => ({ id, organisation: 'makerere', isPublished: false }));
  await addRules(databases[0] as Database, rules);
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await server?.stop();
});

const deeds = 20;
/** New ones of a round. */
const perRound = 2;

const factsOf = (ruleId: string, subject: string): KeptJudgement['facts'] => {
  const { organisation, ruleRevision, title, threshold, condition, latitude, longitude, labels } =
    makeIncident();
  return {
    ...{ organisation, ruleRevision, title, threshold, condition, latitude, longitude, subject },
    ...{ isReplayed: false, isQualified: true, escalateAt: null, labels: { ...labels, ruleId } },
  };
};

const judgementOf = (
  told: ToldIncident | null,
  state: ToldIncident['state'],
  kind: NewStep['kind'],
): KeptJudgement['judgement'] => {
  const resolvedAt = isOpen({ state }) ? null : monday;
  const peaks = { peak: 61, peakAt: monday, peakBeyond: 1, last: 61, lastAt: monday, isNoData: false };
  const resolution = resolvedAt === null ? null : ('RECOVERED' as const);
  const episode = { startedAt: monday, firedAt: monday, resolvedAt, resolution, ...peaks };
  return { told, state, episode, steps: [{ kind, at: monday, details: {} }] };
};

/** Raises some of each rule, ends those and opens them again, all in one transaction with new ones, as whoever judges does. */
const judgeAway = async (database: Database, name: string, isDone: () => boolean): Promise<void> => {
  const judgements = openJudgements(database);
  let known: { readonly ruleId: string; readonly subject: string; readonly told: ToldIncident }[] = [];
  for (let round = 0; !isDone(); round += 1) {
    await setTimeout(5);
    const turn = known.map(({ ruleId, subject, told }): KeptJudgement => {
      const judgement = isOpen(told)
        ? judgementOf(told, 'RESOLVED', 'RESOLVED')
        : judgementOf(told, 'FIRING', 'REOPENED');
      return { facts: factsOf(ruleId, subject), judgement };
    });
    const fresh = Array.from(
      { length: perRound },
      (_, n): KeptJudgement => ({
        facts: factsOf(`r${n % 2}`, `${name} ${round} ${n}`),
        judgement: judgementOf(null, 'FIRING', 'RAISED'),
      }),
    );
    const all = [...turn, ...fresh];
    const ids = await judgements.keep(all, monday + round);
    known = all.flatMap(({ facts, judgement }, n) => {
      const { state, episode, told } = judgement;
      const [{ subject, labels }, incidentId] = [facts, ids[n] as string];
      const judged = (told?.judged ?? 0) + 1;
      const now = { incidentId, ruleId: labels.ruleId, judged, state, episode, writtenAt: monday };
      return [{ ruleId: labels.ruleId, subject, told: now }];
    });
  }
};

it('whatever Admins say while processes judge, trails name each status once, in order, and nobody waits in vain', async () => {
  const [one, two, three] = databases as [Database, Database, Database];
  const rules = openRules(three, () => undefined);
  let said = 0;
  const isDone = () => said === deeds;
  const judging = Promise.all([judgeAway(one, 'one', isDone), judgeAway(two, 'two', isDone)]);
  for (; said < deeds; said += 1) {
    const deed = { by: 'root', at: monday };
    const id = `r${said % 2}`;
    if (said % 3 === 0) await rules.publish(id, said % 4 < 3, deed);
    else await rules.approve({ id, revision: 1, isApproved: said % 5 < 3 }, deed);
  }
  await judging;

  const rows = await one.client.alertIncident.findMany({ include: { rule: true } });
  const trails = await openIncidents(one).trails(rows.map(({ id }) => id));
  let changes = 0;
  for (const { id, openKey, rule } of rows) {
    let status: unknown;
    for (const { kind, details } of trails.get(id) ?? []) {
      if (kind === 'CAP_CHANGED') {
        changes += 1;
        expect(details.capBefore).toBe(status);
      }
      status = details.cap ?? status;
    }
    const now = !rule.isPublished ? 'none' : rule.isApproved ? 'Actual' : 'Draft';
    if (openKey !== null) expect(status).toBe(now);
  }
  expect(changes).toBeGreaterThan(10);
});
