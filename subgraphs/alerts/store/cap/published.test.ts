import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installHouse } from '../../actions/rules/house.ts';
import type { StepKind } from '../../domain/incident/incident.ts';
import { addIncidents, emptyAlerts, makeIncident, monday } from '../../testing/incidents/builders.ts';
import { pm25Above } from '../../testing/notices.ts';
import { makeDefinition, makeRuleInput } from '../../testing/written-rules.ts';
import { openRules, type Rules } from '../rules/rules.ts';
import { openPublishedIncidents, type PublishedIncidents } from './published.ts';

let database: Database;
let published: PublishedIncidents;
beforeAll(async () => {
  database = await lendDatabase();
  published = openPublishedIncidents(database);
});
afterAll(() => database.close());
beforeEach(() => emptyAlerts(database));

const area = { kind: 'CIRCLE', latitude: 0.3, longitude: 32.6, radiusKm: 5 } as const;
const hourMs = 3_600_000;

const addRule = (id: string, changes: Partial<Prisma.AlertRuleCreateManyInput> = {}) =>
  database.client.alertRule.create({
    data: {
      ...{ id, name: id, severity: 'SEVERE', revision: 1, isEnabled: true, isPublished: true },
      definition: { condition: pm25Above, scope: { area } } as unknown as Prisma.InputJsonValue,
      ...{ createdById: 'ada', createdAt: new Date(monday), changedAt: new Date(monday) },
      ...changes,
    },
  });
const addStep = (incidentId: string, kind: StepKind, at: number, details: Prisma.InputJsonObject = {}) =>
  database.client.alertIncidentStep.create({
    data: { incidentId, kind, at: new Date(at), writtenAt: new Date(at), details },
  });
const of = (id: string, ruleId: string, changes = {}) => makeIncident({ id, labels: { ruleId }, ...changes });
const idsAt = async (now: number) => (await published.recent(now)).map(({ incident }) => incident.id);

describe('published incidents', () => {
  it('are of rules that an Admin published: open ones, and others for a day, the newest first', async () => {
    await addRule('shown');
    await addRule('own', { isPublished: false });
    const over = { state: 'RESOLVED', resolvedAt: monday, resolution: 'RECOVERED' } as const;
    await addIncidents(database, [
      of('open', 'shown', { changedAt: monday - 90 * 24 * hourMs }),
      of('over', 'shown', { ...over, changedAt: monday + hourMs }),
      of('withdrawn', 'shown', { state: 'WITHDRAWN', changedAt: monday }),
      of('hidden', 'own'),
    ]);
    expect(await idsAt(monday + 24 * hourMs)).toEqual(['over', 'withdrawn', 'open']);
    expect(await idsAt(monday + 24 * hourMs + 1)).toEqual(['over', 'open']);
    expect(await idsAt(monday + 26 * hourMs)).toEqual(['open']);
  });

  it('come with their rule, and with what of their trail is told, oldest first', async () => {
    await addRule('shown', { isApproved: true });
    await addIncidents(database, [of('i', 'shown', { acknowledgedBy: 'ada', note: 'on it' })]);
    await addStep('i', 'RAISED', monday, { value: 61.5, valueAt: monday });
    await addStep('i', 'NOTIFIED', monday, { receiver: 'r' });
    await addStep('i', 'SILENT', monday + hourMs, { value: null });
    const [found] = await published.recent(monday);
    expect(found).toMatchObject({
      ...{ standing: { isPublished: true, isApproved: true }, condition: pm25Above, area },
      incident: { id: 'i', acknowledgedBy: null, note: null },
      steps: [
        { kind: 'RAISED', writtenAt: monday, value: 61.5 },
        { kind: 'SILENT', writtenAt: monday + hourMs, value: null },
      ],
    });
  });

  it('of a rule that has changed since take nothing from what it is now', async () => {
    await addRule('shown', { isApproved: true, revision: 2, saidSince: 2 });
    await addIncidents(database, [of('i', 'shown')]);
    expect(await published.recent(monday)).toMatchObject([
      { standing: { isApproved: false }, condition: null, area: null },
    ]);
    // whom it tells is nobody's business here
    await addRule('told', { isApproved: true, revision: 2 });
    await addIncidents(database, [of('j', 'told', { changedAt: monday + 1 })]);
    expect(await published.recent(monday)).toMatchObject([
      { standing: { isApproved: true } },
      { standing: { isApproved: false } },
    ]);
  });

  it('of rules that are out of sight again are those that were seen, for a day', async () => {
    await addRule('hidden', { isPublished: false });
    const over = { state: 'RESOLVED', resolvedAt: monday, resolution: 'RECOVERED' } as const;
    const ids = ['taken-back', 'long-ago', 'ended', 'never'] as const;
    await addIncidents(database, [
      ...ids.map((id) => of(id, 'hidden', id === 'ended' ? over : {})),
      of('never-ended', 'hidden', over),
    ]);
    for (const id of ['taken-back', 'long-ago', 'ended'])
      await addStep(id, 'RAISED', monday, { cap: 'Draft' });
    for (const id of ['never', 'never-ended']) await addStep(id, 'RAISED', monday, { cap: 'none' });
    const taken = { cap: 'none', capBefore: 'Draft' };
    await addStep('taken-back', 'CAP_CHANGED', monday + 2 * hourMs, taken);
    await addStep('long-ago', 'CAP_CHANGED', monday - hourMs, taken);
    expect(await idsAt(monday + 24 * hourMs)).toEqual(['taken-back', 'ended']);
    expect(await idsAt(monday + 25 * hourMs)).toEqual(['taken-back']);
    expect(await idsAt(monday + 27 * hourMs)).toEqual([]);
  });

  it('are two hundred at most', async () => {
    await addRule('shown');
    const many = Array.from({ length: 205 }, (_, i) => of(`i${i}`, 'shown', { changedAt: monday + i }));
    await addIncidents(database, many);
    const ids = await idsAt(monday);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([200, 'i204', 'i5']);
  });
});

describe('what Admins say of a rule', () => {
  const at = monday + hourMs;
  const deed = { by: 'root', at };
  const told = async (incidentId: string) =>
    (await database.client.alertIncidentStep.findMany({ where: { incidentId }, orderBy: { id: 'asc' } })).map(
      ({ kind, by, details, writtenAt }) => ({ kind, by, details, writtenAt: writtenAt.getTime() }),
    );
  const step = (capBefore: string, cap: string) => ({
    ...{ kind: 'CAP_CHANGED', by: 'root', details: { capBefore, cap }, writtenAt: at },
  });
  let rules: Rules;
  beforeAll(() => {
    rules = openRules(database, () => undefined);
  });

  it('stands in the trail of what is open where its messages are called otherwise', async () => {
    await addRule('r', { isPublished: false });
    await addRule('other');
    await addIncidents(database, [
      of('real', 'r'),
      of('played', 'r', { isReplayed: true }),
      of('doubtful', 'r', { isQualified: false }),
      of('over', 'r', { state: 'RESOLVED', resolvedAt: monday, resolution: 'RECOVERED' }),
      of('others', 'other'),
    ]);
    const approve = (isApproved: boolean) => rules.approve({ id: 'r', revision: 1, isApproved }, deed);
    // nobody sees it yet
    await approve(true);
    await rules.publish('r', true, deed);
    await rules.publish('r', true, deed);
    await approve(false);
    await rules.publish('r', false, deed);
    expect(await told('real')).toEqual([
      step('none', 'Actual'),
      step('Actual', 'Draft'),
      step('Draft', 'none'),
    ]);
    expect(await told('played')).toEqual([step('none', 'Exercise'), step('Exercise', 'none')]);
    expect(await told('doubtful')).toEqual([step('none', 'Draft'), step('Draft', 'none')]);
    expect([await told('over'), await told('others')]).toEqual([[], []]);
  });

  it('falls away with an edit, which the trail tells too, but for what says nothing else', async () => {
    await addRule('r', { isApproved: true });
    await addIncidents(database, [of('i', 'r')]);
    const edit = (revision: number, saysAnew: boolean, staysPublished: boolean) =>
      rules.replace(
        {
          ...{ id: 'r', revision, definition: makeDefinition(), staysPublished },
          consequences: { judgesAnew: false, saysAnew },
        },
        deed,
      );
    await edit(1, false, false);
    expect(await told('i')).toEqual([]);
    await edit(2, true, true);
    await rules.approve({ id: 'r', revision: 3, isApproved: true }, deed);
    await edit(3, true, false);
    expect(await told('i')).toEqual([step('Actual', 'Draft'), step('Draft', 'none')]);
    const [found] = await published.recent(at);
    expect(found?.steps).toMatchObject([
      { status: 'Draft', statusBefore: 'Actual' },
      { status: null, statusBefore: 'Draft' },
    ]);
  });

  it('is told by a new version of the house as well', async () => {
    const install = (name: string) =>
      installHouse({ database, now: () => at, onUnreadable: () => undefined }, [
        { id: 'house', rule: makeRuleInput({ name }) },
      ]);
    await install('Dust');
    await rules.approve({ id: 'house', revision: 1, isApproved: true }, deed);
    await addIncidents(database, [of('i', 'house', { organisation: null })]);
    await install('More dust');
    expect(await told('i')).toEqual([{ ...step('Actual', 'Draft'), by: 'service:alerts' }]);
  });
});
