import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition, Pace, Rule } from '../../domain/rule/rule.ts';
import { type Engine, openEngine, openPorts } from '../../testing/open-engine.ts';
import { makeReading, storedOf } from '../../testing/readings.ts';
import { everySensor, makeRule } from '../../testing/rules.ts';

const hour = 3_600_000;
const midnight = Date.UTC(2026, 10, 30);
const at = (n: number): number => midnight + n * hour;

let ports: Awaited<ReturnType<typeof openPorts>>;
let engine: Engine;
const clock = { now: at(30) };
const engines: Engine[] = [];
const another = async (): Promise<Engine> => {
  const one = await openEngine(ports, clock);
  engines.push(one);
  await one.rulebook.refresh();
  return one;
};

beforeAll(async () => {
  ports = await openPorts();
  engine = await another();
});
afterAll(async () => {
  await Promise.all(engines.map((one) => one.stop()));
  await ports.close();
});

const above = (value: number, recovery = value): Condition => ({
  kind: 'THRESHOLD',
  signal: { kind: 'VALUE', quantity: 'PM25' },
  threshold: { comparison: 'ABOVE', at: value, recovery },
  together: null,
});
const pace = (changes: Partial<Pace> = {}): Pace => ({
  ...{ forMs: 0, keepFiringMs: 0, noDataAfterMs: 5 * hour, noData: 'KEEP' },
  ...changes,
});

/** A sensor of its own, with a rule about it alone. */
const withRule = async (fields: Partial<Rule> = {}) => {
  const sensorId = randomUUID();
  await engine.say({ sensorId, name: 'Nakawa', siteId: 'site-1', country: 'UG', timeZone: 'Africa/Kampala' });
  const rule = makeRule({
    id: randomUUID(),
    condition: above(100, 80),
    scope: { ...everySensor, sensorIds: [sensorId] },
    pace: pace(),
    ...fields,
  });
  await engine.rule(rule);
  const incidents = () => engine.incidents({ sensorId });
  return {
    ...{ sensorId, rule, incidents },
    /** Judged alone: what a process remembers needs no store. */
    hear: (n: number, value: number, by = engine, more = {}) =>
      by.judge({ sensorId, periodEnd: at(n), value, ...more }),
    /** One an hour, from 0 on, in the store as well. */
    store: (values: readonly number[]) =>
      engine.hear(...values.map((value, n) => ({ sensorId, periodEnd: at(n), value }))),
    states: async () => (await incidents()).map(({ state }) => state),
    trail: async () => engine.trail((await incidents())[0]?.id as string),
  };
};

describe('judging readings', () => {
  it('raises an incident once, follows it and ends it', async () => {
    const one = await withRule();
    for (const [n, value] of [50, 120, 150, 90, 70, 60].entries()) await one.hear(n, value);
    const [incident, ...others] = await one.incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      ...{ state: 'RESOLVED', resolution: 'RECOVERED', peak: 150, threshold: 100, openKey: null },
      ...{ sensorId: one.sensorId, siteId: 'site-1', country: 'UG', quantity: 'PM25', ruleId: one.rule.id },
      ...{ startedAt: new Date(at(1)), resolvedAt: new Date(at(4)), isReplayed: false, isQualified: true },
    });
    expect(incident?.unheededSince).not.toBeNull();
    expect(incident?.untoldSince).not.toBeNull();
    expect(await one.trail()).toEqual(['RAISED', 'RESOLVED']);
  });

  it('takes back what a corrected reading says never was', async () => {
    const one = await withRule();
    await one.hear(1, 50);
    await one.hear(2, 120);
    await one.hear(2, 60, engine, { revision: 2 });
    expect(await one.states()).toEqual(['WITHDRAWN']);
    expect(await one.trail()).toEqual(['RAISED', 'WITHDRAWN']);
  });

  it('knows nothing of what comes again, also to a process that has just started', async () => {
    const one = await withRule();
    await engine.hear({ sensorId: one.sensorId, periodEnd: at(1), value: 120 });
    const fresh = await another();
    for (const by of [engine, fresh])
      await by.judge({ sensorId: one.sensorId, periodEnd: at(1), value: 120 });
    expect(await one.trail()).toEqual(['RAISED']);
  });

  it('goes on in another process with what one has raised', async () => {
    const one = await withRule({ pace: pace({ keepFiringMs: 2 * hour }) });
    await one.store([120, 130, 70]);
    const fresh = await another();
    const later = [3, 4].map((n) => makeReading({ sensorId: one.sensorId, periodEnd: at(n), value: 60 }));
    await ports.series.writer.write(later.map(storedOf));
    for (const n of [3, 4]) await one.hear(n, 60, fresh);
    expect(await one.incidents()).toMatchObject([
      { state: 'RESOLVED', peak: 130, resolvedAt: new Date(at(4)) },
    ]);
    expect(await one.trail()).toEqual(['RAISED', 'RESOLVED']);
  });

  it('looks back into the store where a rule looks back and nothing is remembered', async () => {
    const day: Condition = {
      ...above(50, 40),
      kind: 'THRESHOLD',
      signal: { kind: 'ROLLING_MEAN', quantity: 'PM25', windowMs: 12 * hour, minCoverage: 0.75 },
    } as Condition;
    const one = await withRule({ condition: day });
    const nowcast = { ...day, signal: { kind: 'NOWCAST', quantity: 'PM25' } } as Condition;
    await engine.rule(makeRule({ ...one.rule, id: randomUUID(), condition: nowcast }));
    await one.store(Array.from({ length: 12 }, () => 60));
    const before = await one.incidents();
    expect(before.map(({ firedAt }) => firedAt)).toEqual(
      expect.arrayContaining([new Date(at(1)), new Date(at(8))]),
    );
    const fresh = await another();
    const later = Array.from({ length: 14 }, (_, n) => ({
      sensorId: one.sensorId,
      periodEnd: at(12 + n),
      value: 20,
    }));
    await ports.series.writer.write(later.map(makeReading).map(storedOf));
    await fresh.judge(...later);
    const after = await one.incidents();
    expect(after.map(({ id, state }) => [id, state])).toEqual(before.map(({ id }) => [id, 'RESOLVED']));
  });

  it('holds two that judge the same to one incident', async () => {
    const one = await withRule();
    const others = await Promise.all([another(), another(), another()]);
    const stored = (n: number, value: number) =>
      ports.series.writer.write([storedOf(makeReading({ sensorId: one.sensorId, periodEnd: at(n), value }))]);
    await stored(1, 40);
    await stored(2, 140);
    await one.hear(1, 40);
    await Promise.all(
      [engine, ...others].map((by) => by.judge({ sensorId: one.sensorId, periodEnd: at(2), value: 140 })),
    );
    expect(await one.states()).toEqual(['FIRING']);
    await stored(3, 20);
    await Promise.all(
      [engine, ...others].map((by) => by.judge({ sensorId: one.sensorId, periodEnd: at(3), value: 20 })),
    );
    expect(await one.states()).toEqual(['RESOLVED']);
    expect(await one.trail()).toEqual(['RAISED', 'RESOLVED']);
  });

  it('loses nothing where the database was away when it was to be kept', async () => {
    const one = await withRule();
    await one.hear(1, 50);
    engine.counts.failing = 1;
    await expect(one.hear(2, 130)).rejects.toThrow('away');
    await engine.judge({ sensorId: one.sensorId, periodEnd: at(2), value: 130 });
    expect(await one.states()).toEqual(['FIRING']);
  });

  it('says of an incident whether its air is replayed, and whether it passed quality control', async () => {
    const one = await withRule();
    const { provenance } = makeReading();
    const replayOf = { periodStart: 0, periodEnd: hour };
    await one.hear(1, 130, engine, { quality: 'UNKNOWN', provenance: { ...provenance, replayOf } });
    expect(await one.incidents()).toMatchObject([{ isReplayed: true, isQualified: false }]);
  });

  it('says nothing of what comes days late, and nothing of bad readings', async () => {
    const one = await withRule();
    await one.hear(-60, 150);
    await one.hear(1, 150, engine, { quality: 'FAIL' });
    expect(await one.states()).toEqual([]);
  });

  it('says with what status CAP shows what is raised, and what is open again', async () => {
    const one = await withRule({ isPublished: true });
    const deed = { by: 'root', at: clock.now };
    const statuses = async () =>
      (await engine.steps((await one.incidents())[0]?.id as string)).flatMap(({ kind, details }) =>
        details.cap === undefined ? [] : [[kind, details.cap]],
      );
    await one.hear(1, 130);
    await one.hear(2, 50);
    await engine.rules.approve({ id: one.rule.id, revision: 1, isApproved: true }, deed);
    // a corrected reading says that it was not over
    await one.hear(2, 140, engine, { revision: 2 });
    expect(await statuses()).toEqual([
      ['RAISED', 'Draft'],
      ['REOPENED', 'Actual'],
    ]);
    await engine.rules.publish(one.rule.id, false, deed);
    expect((await statuses()).at(-1)).toEqual(['CAP_CHANGED', 'none']);
  });

  it('ends what rules raised that were changed or taken away', async () => {
    const [one, two] = [await withRule(), await withRule()];
    await one.hear(1, 130);
    await two.hear(1, 130);
    await engine.rules.remove(one.rule.id, clock.now);
    await engine.rules.replace(
      {
        ...{ id: two.rule.id, revision: two.rule.revision, staysPublished: false },
        consequences: { judgesAnew: true, saysAnew: true },
        definition: { ...two.rule, condition: above(90) },
      },
      { by: 'ada', at: clock.now },
    );
    await engine.rulebook.refresh();
    await engine.endOutdated();
    for (const { incidents } of [one, two])
      expect(await incidents()).toMatchObject([{ state: 'RESOLVED', resolution: 'RULE_CHANGED' }]);
    await two.hear(2, 95);
    expect((await two.states()).toSorted()).toEqual(['FIRING', 'RESOLVED']);
  });
});
