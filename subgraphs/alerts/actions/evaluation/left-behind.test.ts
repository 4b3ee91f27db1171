import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../domain/rule/rule.ts';
import { makeReading } from '../../testing/readings.ts';
import { everySensor, makeRule } from '../../testing/rules.ts';
import { above, at, hour, never, offline, openWatched, pace, type Watched } from '../../testing/watched.ts';

let watched: Watched;
beforeAll(async () => {
  watched = await openWatched();
});
afterEach(() => {
  watched.clock.now = at(30);
});
afterAll(() => watched.close());

const { provenance } = makeReading();
const replayed = { provenance: { ...provenance, replayOf: { periodStart: 0, periodEnd: hour } } };

describe('a rule that was changed', () => {
  it('judges a corrected reading of before anew, and keeps nobody waiting', async () => {
    const one = await watched.withRule();
    await one.hear(1, 130);
    await watched.change(one.rule.id, { condition: above(90) });
    await watched.engine.endOutdated();
    await one.hear(1, 140, watched.engine, { revision: 2 });
    expect((await one.states()).toSorted()).toEqual(['FIRING', 'RESOLVED']);
  });

  it('ends nothing where it is only called otherwise', async () => {
    const one = await watched.withRule();
    await one.hear(1, 130);
    await watched.change(one.rule.id, { name: 'Another name' });
    await watched.engine.endOutdated();
    expect(await one.states()).toEqual(['FIRING']);
  });

  it('tells of a silence that goes on, once it is switched on again', async () => {
    const one = await watched.withRule({ condition: offline, pace: pace({ noData: 'ALERT' }) });
    await one.hear(20, 10);
    await watched.engine.silence.work(never);
    expect(await one.states()).toEqual(['NO_DATA']);
    await watched.change(one.rule.id, { isEnabled: false });
    await watched.engine.endOutdated();
    await watched.change(one.rule.id, { isEnabled: true });
    await watched.engine.silence.armAll(never);
    await watched.engine.silence.work(never);
    expect((await one.states()).toSorted()).toEqual(['NO_DATA', 'RESOLVED']);
  });
});

describe('what is open', () => {
  it('ends at a sensor that is retired, or that has left the scope', async () => {
    const [retired, moved] = [
      await watched.withRule(),
      await watched.withRule({ scope: { ...everySensor, tags: ['leaving'] } }),
    ];
    await watched.engine.say({ sensorId: moved.sensorId, revision: 2, tags: ['leaving'] });
    for (const one of [retired, moved]) await one.hear(20, 130);
    await watched.engine.say({ sensorId: retired.sensorId, revision: 2, retired: true });
    await watched.engine.say({ sensorId: moved.sensorId, revision: 3, tags: [] });
    await moved.hear(21, 10);
    await watched.engine.endOutdated();
    for (const { incidents } of [retired, moved])
      expect(await incidents()).toMatchObject([{ state: 'RESOLVED', resolution: 'RULE_CHANGED' }]);
  });

  it('is of real or of recorded air: neither raises, hides or ends the other', async () => {
    const one = await watched.withRule();
    await one.hear(10, 130, watched.engine, replayed);
    await one.hear(20, 150);
    await one.hear(21, 10, watched.engine, replayed);
    const shown = (await one.incidents()).map(({ state, isReplayed }) => `${state} ${isReplayed}`);
    expect(shown.toSorted()).toEqual(['FIRING false', 'RESOLVED true']);
  });

  it('was tested where all that its rule looked at was', async () => {
    const mean = above(50, 50, {
      kind: 'ROLLING_MEAN',
      quantity: 'PM25',
      windowMs: 4 * hour,
      minCoverage: 0.75,
    });
    const [beside, within] = [await watched.withRule(), await watched.withRule({ condition: mean })];
    const air = { sensorId: beside.sensorId, periodEnd: at(20) };
    await watched.engine.hear(
      { ...air, quantity: 'PM25', value: 150, quality: 'UNKNOWN' },
      { ...air, quantity: 'NO2', value: 10 },
    );
    for (const n of [17, 18, 19]) await within.hear(n, 10, watched.engine, { quality: 'UNKNOWN' });
    await within.hear(20, 300);
    for (const { incidents } of [beside, within])
      expect(await incidents()).toMatchObject([{ isQualified: false }]);
  });
});

describe('the watch over silence', () => {
  it('looks again where a reading was judged while it looked', async () => {
    const one = await watched.withRule({ condition: offline, pace: pace({ noData: 'ALERT' }) });
    watched.clock.now = at(20) + 60_000;
    await one.hear(20, 10);
    watched.clock.now = at(26);
    await watched.engine.silence.work(never);
    await one.hear(26, 10);
    watched.clock.now = at(40);
    await watched.engine.silence.work(never);
    expect((await one.states()).at(-1)).toBe('NO_DATA');
  });
});

describe('an area', () => {
  const areaOf = async (): Promise<{ readonly ids: readonly string[]; readonly ruleId: string }> => {
    const ids = Array.from({ length: 3 }, () => randomUUID());
    for (const sensorId of ids) await watched.engine.say({ sensorId });
    const condition = { ...above(50), together: { sensors: 2, share: null, minSensors: 2 } } as Condition;
    const ruleId = randomUUID();
    const scope = { ...everySensor, sensorIds: ids };
    await watched.engine.rule(makeRule({ id: ruleId, condition, scope, pace: pace({ noData: 'RESOLVE' }) }));
    await hearAll(ids, 24, 30);
    return { ids, ruleId };
  };
  const hearAll = (ids: readonly string[], from: number, to: number) =>
    watched.engine.hear(
      ...Array.from({ length: to - from + 1 }, (_, i) =>
        ids.map((sensorId) => ({ sensorId, periodEnd: at(from + i), value: 90 })),
      ).flat(),
    );
  const states = async (ruleId: string) =>
    (await watched.engine.incidents({ ruleId })).map(({ state }) => state);
  const leave = async (ruleId: string): Promise<void> => {
    await watched.engine.rules.remove(ruleId, watched.clock.now);
    await watched.engine.rulebook.refresh();
  };

  it('is raised anew after its rule was changed, while it goes on', async () => {
    const { ids, ruleId } = await areaOf();
    await watched.engine.judgeAreas();
    await watched.change(ruleId, {
      condition: { ...above(45), together: { sensors: 2, share: null, minSensors: 2 } } as Condition,
    });
    await watched.engine.endOutdated();
    watched.clock.now = at(32);
    await hearAll(ids, 31, 32);
    await watched.engine.judgeAreas();
    expect((await states(ruleId)).toSorted()).toEqual(['FIRING', 'RESOLVED']);
    await leave(ruleId);
  });

  it('ends where all its sensors fall silent, and where none is left', async () => {
    const { ids, ruleId } = await areaOf();
    await watched.engine.judgeAreas();
    watched.clock.now = at(48);
    await watched.engine.judgeAreas();
    expect(await states(ruleId)).toEqual(['RESOLVED']);
    watched.clock.now = at(30);
    await leave(ruleId);
    const other = await areaOf();
    await watched.engine.judgeAreas();
    for (const sensorId of [...ids, ...other.ids])
      await watched.engine.say({ sensorId, revision: 2, retired: true });
    await watched.engine.endOutdated();
    expect(await states(other.ruleId)).toEqual(['RESOLVED']);
    await leave(other.ruleId);
  });
});
