import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StepKind } from '../../domain/incident/incident.ts';
import { addIncidents, emptyAlerts, makeIncident, monday } from '../../testing/incidents/builders.ts';
import { pm25Above } from '../../testing/notices.ts';
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
      ...{ isApproved: true, condition: pm25Above, area },
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
      { isApproved: false, condition: null, area: null },
    ]);
    // whom it tells is nobody's business here
    await addRule('told', { isApproved: true, revision: 2 });
    await addIncidents(database, [of('j', 'told', { changedAt: monday + 1 })]);
    expect(await published.recent(monday)).toMatchObject([{ isApproved: true }, { isApproved: false }]);
  });

  it('are two hundred at most', async () => {
    await addRule('shown');
    const many = Array.from({ length: 205 }, (_, i) => of(`i${i}`, 'shown', { changedAt: monday + i }));
    await addIncidents(database, many);
    const ids = await idsAt(monday);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([200, 'i204', 'i5']);
  });
});
