import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { alertStates, type Incident, severities } from '@aqmrg/schema/events/alerts.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyIncident, filterTest, type IncidentFilter } from '../../domain/incident/filter.ts';
import { maySee, stranger, type Viewer } from '../../domain/incident/viewer.ts';
import {
  addIncidents,
  addRules,
  emptyAlerts,
  makeIncident,
  monday,
} from '../../testing/incidents/builders.ts';
import { type Incidents, openIncidents } from './incidents.ts';

const hourMs = 3_600_000;

const rules = [
  { id: 'own', organisation: 'makerere', isPublished: false },
  { id: 'own-shown', organisation: 'makerere', isPublished: true },
  { id: 'gulu', organisation: 'gulu', isPublished: false },
  { id: 'gulu-shown', organisation: 'gulu', isPublished: true },
  { id: 'house', organisation: null, isPublished: false },
  { id: 'house-shown', organisation: null, isPublished: true },
];
const isPublished = ({ labels }: Incident): boolean => labels.ruleId.endsWith('-shown');

const viewers: Readonly<Record<string, Viewer>> = {
  stranger,
  member: { organisation: 'makerere', keepsHouse: false },
  admin: { organisation: 'makerere', keepsHouse: true },
  'admin of none': { organisation: null, keepsHouse: true },
  other: { organisation: 'gulu', keepsHouse: false },
};

let database: Database;
let incidents: Incidents;
beforeAll(async () => {
  database = await lendDatabase();
  incidents = openIncidents(database);
});
afterAll(() => database?.close());

const idsOf = (those: readonly Incident[]): string[] => those.map(({ id }) => id);
const pageOf = (filter: IncidentFilter, viewer: Viewer) =>
  incidents.page(filter, { viewer, after: null, limit: 1_000 });

describe('who sees an incident', () => {
  const shown = ['gulu-shown', 'house-shown', 'own-shown'];
  const seen: Readonly<Record<string, readonly string[]>> = {
    stranger: shown,
    member: [...shown, 'own'],
    admin: [...shown, 'own', 'house'],
    'admin of none': [...shown, 'house'],
    other: [...shown, 'gulu'],
  };
  const all = rules.map(({ id, organisation }) =>
    makeIncident({ id, organisation, labels: { ruleId: id, sensorId: 's1' } }),
  );
  beforeAll(async () => {
    await emptyAlerts(database);
    await addRules(database, rules);
    await addIncidents(database, all);
  });

  it.for(Object.entries(viewers))(
    '%s: what is published, their own, and of the house what they keep',
    async ([name, viewer]) => {
      const expected = seen[name]?.toSorted();
      expect(idsOf(await pageOf(everyIncident, viewer)).toSorted()).toEqual(expected);
      const ofSensor = await incidents.ofSensors(['s1', 's2'], { viewer, after: null, limit: 10 });
      expect([...ofSensor.keys()]).toEqual(['s1']);
      expect(idsOf(ofSensor.get('s1') ?? []).toSorted()).toEqual(expected);
      const found = await Promise.all(all.map(({ id }) => incidents.find(id, viewer)));
      expect(idsOf(found.filter((one) => one !== null)).toSorted()).toEqual(expected);
      expect(idsOf(all.filter((one) => maySee(one, isPublished(one), viewer))).toSorted()).toEqual(expected);
    },
  );

  it('finds their own alone where that is asked for: of a stranger nothing is their own', async () => {
    const own = { ...everyIncident, own: true };
    expect(idsOf(await pageOf(own, viewers.admin as Viewer)).toSorted()).toEqual(['own', 'own-shown']);
    expect(await pageOf(own, stranger)).toEqual([]);
  });

  it('comes back as it was written', async () => {
    const [own] = all as [Incident];
    expect(await incidents.find('own', viewers.member as Viewer)).toEqual(own);
    expect(await incidents.find('none', viewers.admin as Viewer)).toBeNull();
  });

  it('goes by what is published now', async () => {
    await database.client.alertRule.update({ where: { id: 'gulu' }, data: { isPublished: true } });
    expect(await incidents.find('gulu', stranger)).toMatchObject({ id: 'gulu' });
    await database.client.alertRule.update({ where: { id: 'gulu' }, data: { isPublished: false } });
    expect(await incidents.find('gulu', stranger)).toBeNull();
  });
});

describe('a page of incidents', () => {
  const places = ['a', 'b', null];
  const anyIncident = fc
    .record({
      rule: fc.constantFrom(...rules),
      sensorId: fc.constantFrom(...places),
      siteId: fc.constantFrom(...places),
      networkId: fc.constantFrom(...places),
      severity: fc.constantFrom(...severities),
      quantity: fc.constantFrom('PM25' as const, 'O3' as const, null),
      state: fc.constantFrom(...alertStates),
      hours: fc.nat(10),
      lasted: fc.nat(10),
      hasEnd: fc.boolean(),
      isReplayed: fc.boolean(),
    })
    .map(({ rule, hours, lasted, hasEnd, state, isReplayed, ...labels }) => {
      const isOver = state === 'RESOLVED' || (state === 'WITHDRAWN' && hasEnd);
      const startedAt = monday + hours * hourMs;
      const lastAt = startedAt + lasted * hourMs;
      return { state, isReplayed, startedAt, lastAt, resolvedAt: isOver ? lastAt : null, rule, labels };
    });
  const listOf = <T>(...of: readonly T[]) => fc.option(fc.uniqueArray(fc.constantFrom(...of)));
  const anyFilter: fc.Arbitrary<IncidentFilter> = fc.record({
    // an id that the database would choke on is nobody's
    sensorIds: listOf('a', 'b', 'c', 'a\0', '\ud800'),
    siteIds: listOf('a', 'b'),
    networkIds: listOf('a', 'b'),
    ruleIds: listOf(...rules.map(({ id }) => id)),
    states: listOf(...alertStates),
    minSeverity: fc.option(fc.constantFrom(...severities)),
    quantities: listOf('PM25' as const, 'O3' as const),
    own: fc.boolean(),
    replayed: fc.boolean(),
    from: fc.option(fc.nat(20).map((hours) => monday + hours * hourMs)),
    to: fc.option(fc.nat(20).map((hours) => monday + hours * hourMs)),
  });
  /** Few filters let anything through that say all at once. */
  const someFilter = fc
    .tuple(anyFilter, fc.uniqueArray(fc.constantFrom(...Object.keys(everyIncident)), { maxLength: 3 }))
    .map(([filter, names]): IncidentFilter => {
      const picked = Object.entries(filter).filter(([name]) => names.includes(name));
      return { ...everyIncident, ...Object.fromEntries(picked) };
    });

  const all = fc.sample(anyIncident, { numRuns: 200, seed: 9 }).map(({ rule, labels, ...fields }, n) =>
    makeIncident({
      ...fields,
      id: `i${n}`,
      organisation: rule.organisation,
      labels: { ...labels, ruleId: rule.id },
    }),
  );
  const newestFirst = (a: Incident, b: Incident): number =>
    b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1);
  beforeAll(async () => {
    await emptyAlerts(database);
    await addRules(database, rules);
    await addIncidents(database, all);
  });

  it('holds what a naive filter lets through, whatever is asked for and by whom', async () => {
    const anyViewer = fc.constantFrom(...Object.values(viewers));
    let found = 0;
    await fc.assert(
      fc.asyncProperty(someFilter, anyViewer, async (filter, viewer) => {
        const passes = filterTest(filter, viewer);
        const expected = all.filter((one) => maySee(one, isPublished(one), viewer) && passes(one));
        const page = await pageOf(filter, viewer);
        found += page.length;
        expect(idsOf(page)).toEqual(idsOf(expected.toSorted(newestFirst)));
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('goes on behind the last one, without hole or double, while others come in', async () => {
    const viewer = viewers.admin as Viewer;
    const before = idsOf(await pageOf(everyIncident, viewer));
    const read: string[] = [];
    let after: { startedAt: number; id: string } | null = null;
    for (let round = 0; ; round += 1) {
      const page: readonly Incident[] = await incidents.page(everyIncident, { viewer, after, limit: 37 });
      read.push(...idsOf(page));
      const last = page.at(-1);
      if (last === undefined) break;
      after = { startedAt: last.startedAt, id: last.id };
      await addIncidents(database, [
        makeIncident({ id: `new${round}`, startedAt: monday + 100 * hourMs }),
        // as old as the newest, and before it by its id
        makeIncident({ id: `zz${round}`, startedAt: monday + 10 * hourMs }),
      ]);
    }
    expect(read).toEqual(before);
    await database.client.alertIncident.deleteMany({
      where: { OR: [{ id: { startsWith: 'new' } }, { id: { startsWith: 'zz' } }] },
    });
  });

  it('is the same for one sensor among many', async () => {
    const viewer = viewers.member as Viewer;
    const [first] = await pageOf({ ...everyIncident, sensorIds: ['a'] }, viewer);
    const after = { startedAt: first?.startedAt ?? 0, id: first?.id ?? '' };
    const found = await incidents.ofSensors(['a', 'b', 'c'], { viewer, after, limit: 5 });
    for (const sensorId of ['a', 'b']) {
      const query = { ...everyIncident, sensorIds: [sensorId] };
      expect(found.get(sensorId)).toEqual(await incidents.page(query, { viewer, after, limit: 5 }));
    }
    expect(found.has('c')).toBe(false);
  });

  it('has the counts of what is open', async () => {
    const counts = await incidents.openCounts(['own', 'house', 'none']);
    const open = (ruleId: string) =>
      all.filter(
        ({ labels, state }) => labels.ruleId === ruleId && !['RESOLVED', 'WITHDRAWN'].includes(state),
      );
    expect(Object.fromEntries(counts)).toEqual({ own: open('own').length, house: open('house').length });
  });
});

describe('a trail', () => {
  it('is told oldest first, the newest 500 steps', async () => {
    await emptyAlerts(database);
    await addRules(database, rules);
    await addIncidents(database, [
      makeIncident({ id: 'a' }),
      makeIncident({ id: 'b' }),
      makeIncident({ id: 'c' }),
    ]);
    const steps = Array.from({ length: 502 }, (_, n) => ({
      ...{
        incidentId: 'a',
        kind: 'REVISED',
        at: new Date(monday),
        writtenAt: new Date(monday + n),
        by: null,
      },
      details: { n },
    }));
    const raised = {
      ...steps[0],
      incidentId: 'b',
      kind: 'RAISED',
      by: 'ada',
      details: { value: 60.5, reason: null },
    };
    await database.client.alertIncidentStep.createMany({ data: [...steps, raised] as typeof steps });
    const trails = await incidents.trails(['a', 'b', 'c']);
    expect(trails.get('a')?.map(({ details }) => details.n)).toEqual(
      steps.slice(2).map(({ details }) => details.n),
    );
    expect(trails.get('b')).toEqual([
      { kind: 'RAISED', at: monday, writtenAt: monday, by: 'ada', details: { value: 60.5, reason: null } },
    ]);
    expect(trails.has('c')).toBe(false);
  });
});
