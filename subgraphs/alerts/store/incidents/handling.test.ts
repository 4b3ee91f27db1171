import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { AlertChanged } from '@aqmrg/schema/events/alerts.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stranger, type Viewer } from '../../domain/incident/viewer.ts';
import {
  addIncidents,
  addRules,
  emptyAlerts,
  makeIncident,
  monday,
} from '../../testing/incidents/builders.ts';
import { openHandling } from './handling.ts';
import { openIncidents } from './incidents.ts';
import { openIncidentTidying } from './tidying.ts';
import { openUnheeded } from './unheeded.ts';
import { openUntold } from './untold.ts';

const member: Viewer = { organisation: 'makerere', keepsHouse: false };
const dayMs = 86_400_000;

let database: Database;
beforeAll(async () => {
  database = await lendDatabase();
});
afterAll(() => database?.close());
beforeEach(async () => {
  await emptyAlerts(database);
  await addRules(database, [
    { id: 'own', organisation: 'makerere', isPublished: false },
    { id: 'house', organisation: null, isPublished: true },
  ]);
});

const rowOf = (id: string) => database.client.alertIncident.findUniqueOrThrow({ where: { id } });
const trailOf = async (id: string) => (await openIncidents(database).trails([id])).get(id) ?? [];
/** As the teller and the notifier leave it. */
const heed = () =>
  database.client.alertIncident.updateMany({ data: { untoldSince: null, unheededSince: null } });

describe('what people do about an incident', () => {
  const by = (id: string, at = monday + 60_000, viewer = member) => ({ id: 'i1', viewer, by: id, at });

  it('acknowledges it once, whoever else comes at the same moment, and ends its escalation', async () => {
    const { acknowledge } = openHandling(database);
    await addIncidents(database, [makeIncident()]);
    await heed();
    await database.client.alertIncident.updateMany({ data: { escalateAt: new Date(monday + dayMs) } });
    const done = await Promise.all([
      acknowledge(by('ada'), 'On my way'),
      acknowledge(by('ben', monday + 61_000), 'Me too'),
      acknowledge(by('cy', monday + 62_000), null),
    ]);
    expect(done.map((one) => one.kind === 'done' && one.isNew).toSorted()).toEqual([false, false, true]);
    const [first] = done.filter((one) => one.kind === 'done' && one.isNew) as [
      Extract<(typeof done)[number], { kind: 'done' }>,
    ];
    for (const one of done) expect(one).toMatchObject({ kind: 'done', incident: first.incident });
    expect(await rowOf('i1')).toMatchObject({
      ...{ revision: 2, judged: 1, escalateAt: null, acknowledgedBy: first.incident.acknowledgedBy },
      changedAt: new Date(first.incident.changedAt),
      untoldSince: new Date(first.incident.changedAt),
      unheededSince: new Date(first.incident.changedAt),
    });
    expect(await trailOf('i1')).toEqual([
      {
        ...{ kind: 'ACKNOWLEDGED', by: first.incident.acknowledgedBy },
        ...{ at: first.incident.acknowledgedAt, writtenAt: first.incident.acknowledgedAt },
        details: first.incident.note === null ? {} : { note: first.incident.note },
      },
    ]);
  });

  it('loses nothing of what is judged at the same moment', async () => {
    const { acknowledge, snooze } = openHandling(database);
    await addIncidents(database, [makeIncident()]);
    const judge = async (judged: number) => {
      const { count } = await database.client.alertIncident.updateMany({
        where: { id: 'i1', judged },
        data: { judged: { increment: 1 }, revision: { increment: 1 }, peak: 100 + judged },
      });
      return count;
    };
    const [, , first, second] = await Promise.all([
      acknowledge(by('ada'), null),
      snooze(by('ada'), monday + dayMs),
      judge(1),
      judge(2),
    ]);
    expect([first, second]).toEqual([1, 1]);
    expect(await rowOf('i1')).toMatchObject({
      ...{ revision: 5, judged: 3, peak: 102, acknowledgedBy: 'ada' },
      snoozedUntil: new Date(monday + dayMs),
    });
  });

  it('snoozes it until another time as often as somebody says, and until the same time once', async () => {
    const { snooze } = openHandling(database);
    await addIncidents(database, [makeIncident()]);
    await snooze(by('ada'), monday + dayMs);
    expect(await snooze(by('ben'), monday + dayMs)).toMatchObject({ kind: 'done', isNew: false });
    expect(await snooze(by('ben'), monday + 2 * dayMs)).toMatchObject({
      incident: { revision: 3, snoozedUntil: monday + 2 * dayMs },
    });
    expect((await trailOf('i1')).map(({ kind, by: who, details }) => [kind, who, details.until])).toEqual([
      ['SNOOZED', 'ada', '2026-11-24T06:00:00.000Z'],
      ['SNOOZED', 'ben', '2026-11-25T06:00:00.000Z'],
    ]);
  });

  it('is refused where it is over, not theirs or not there', async () => {
    const { acknowledge, snooze } = openHandling(database);
    await addIncidents(database, [
      makeIncident({ id: 'i1', state: 'RESOLVED', resolvedAt: monday }),
      makeIncident({ id: 'house', organisation: null, labels: { ruleId: 'house' } }),
    ]);
    expect(await acknowledge(by('ada'), null)).toEqual({ kind: 'over' });
    expect(await snooze(by('ada'), monday + dayMs)).toEqual({ kind: 'over' });
    expect(await acknowledge({ ...by('eve'), viewer: stranger }, null)).toEqual({ kind: 'not-found' });
    const gulu = { organisation: 'gulu', keepsHouse: true };
    expect(await acknowledge({ ...by('eve'), viewer: gulu }, null)).toEqual({ kind: 'not-found' });
    expect(await acknowledge({ ...by('ada'), id: 'none' }, null)).toEqual({ kind: 'not-found' });
    expect(await acknowledge({ ...by('ada'), id: 'house' }, null)).toEqual({ kind: 'not-found' });
    expect(await acknowledge({ ...by('root'), id: 'house', viewer: gulu }, null)).toMatchObject({
      kind: 'done',
    });
  });
});

describe('what has yet to be told', () => {
  const told: AlertChanged[] = [];
  const tell = async (changes: readonly AlertChanged[]) => void told.push(...changes);
  const changes = () => told.map(({ change, incident }) => `${incident.id} ${incident.revision} ${change}`);
  beforeEach(() => void told.splice(0));

  it('is told as raised, updated and resolved, what waits longest first', async () => {
    const { tellNext } = openUntold(database);
    await addIncidents(database, [
      makeIncident({ id: 'b', raisedAt: monday + 1 }),
      makeIncident({ id: 'a', raisedAt: monday + 2, organisation: null, labels: { ruleId: 'house' } }),
    ]);
    expect(await tellNext(1, tell)).toBe(1);
    expect(await tellNext(10, tell)).toBe(1);
    expect(await tellNext(10, tell)).toBe(0);
    await openHandling(database).acknowledge({ id: 'b', viewer: member, by: 'ada', at: monday + 3 }, 'Seen');
    await tellNext(10, tell);
    await database.client.alertIncident.update({
      where: { id: 'b' },
      data: {
        state: 'RESOLVED',
        resolvedAt: new Date(monday + 4),
        revision: 3,
        untoldSince: new Date(monday + 4),
      },
    });
    await tellNext(10, tell);
    expect(changes()).toEqual(['b 1 RAISED', 'a 1 RAISED', 'b 2 UPDATED', 'b 3 RESOLVED']);
    expect(told.map(({ isPublished }) => isPublished)).toEqual([false, true, false, false]);
    expect(told[2]?.incident).toMatchObject({ acknowledgedBy: 'ada', note: 'Seen' });
  });

  it('is told as raised also where it changed before anybody was told, and as resolved where it is over', async () => {
    await addIncidents(database, [
      makeIncident({ id: 'a', revision: 3 }),
      makeIncident({ id: 'b', revision: 1, state: 'WITHDRAWN' }),
    ]);
    await openUntold(database).tellNext(10, tell);
    expect(changes()).toEqual(['a 3 RAISED', 'b 1 RESOLVED']);
  });

  it('is told again where the log did not take it', async () => {
    const { tellNext } = openUntold(database);
    await addIncidents(database, [makeIncident()]);
    await expect(tellNext(10, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await tellNext(10, tell)).toBe(1);
    expect(changes()).toEqual(['i1 1 RAISED']);
  });
});

describe('what is open in an organisation', () => {
  it('is thought of again where something may have kept it quiet', async () => {
    await addIncidents(database, [
      makeIncident({ id: 'open' }),
      makeIncident({ id: 'over', state: 'RESOLVED' }),
      makeIncident({ id: 'other', organisation: 'gulu' }),
    ]);
    await heed();
    await openUnheeded(database).lookAgain('makerere', monday + 5);
    const rows = await database.client.alertIncident.findMany({ where: { unheededSince: { not: null } } });
    expect(rows).toMatchObject([
      { id: 'open', revision: 1, untoldSince: null, unheededSince: new Date(monday + 5) },
    ]);
  });
});

describe('what is too old', () => {
  it('is dropped with its steps once it is over and everybody was told', async () => {
    const { dropIncidents } = openIncidentTidying(database);
    const over = { state: 'RESOLVED' as const, resolvedAt: monday };
    await addIncidents(database, [
      makeIncident({ id: 'a', ...over }),
      makeIncident({ id: 'b', ...over }),
      makeIncident({ id: 'never', state: 'WITHDRAWN' }),
      makeIncident({ id: 'open' }),
      makeIncident({ id: 'young', ...over, resolvedAt: monday + dayMs }),
    ]);
    await database.client.alertIncidentStep.create({
      data: {
        incidentId: 'a',
        kind: 'RAISED',
        at: new Date(monday),
        writtenAt: new Date(monday),
        details: {},
      },
    });
    expect(await dropIncidents(monday + dayMs, 10)).toBe(0);
    await heed();
    expect(await dropIncidents(monday + dayMs, 2)).toBe(2);
    expect(await dropIncidents(monday + dayMs, 2)).toBe(1);
    const left = await database.client.alertIncident.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ id }) => id)).toEqual(['open', 'young']);
    expect(await database.client.alertIncidentStep.count()).toBe(0);
  });
});
