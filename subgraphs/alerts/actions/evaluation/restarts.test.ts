import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReading, storedOf } from '../../testing/readings.ts';
import { makeRule } from '../../testing/rules.ts';
import { above, at, hour, openWatched, pace, type Watched } from '../../testing/watched.ts';

let watched: Watched;
beforeAll(async () => {
  watched = await openWatched();
});
afterAll(() => watched.close());

const meanOf = (quantity: 'PM25' | 'NO2', value: number) =>
  above(value, value, { kind: 'ROLLING_MEAN', quantity, windowMs: 8 * hour, minCoverage: 0.75 });

describe('a process that has just started', () => {
  it('withdraws nothing that is real, though a late reading comes first', async () => {
    const one = await watched.withRule();
    for (const n of [20, 21, 22]) await one.hear(n, 130);
    await one.hear(19, 10, await watched.another());
    expect(await one.states()).toEqual(['FIRING']);
  });

  it('judges the full hour that another had begun', async () => {
    const nowcast = above(50, 45, { kind: 'NOWCAST', quantity: 'PM25' });
    const [restarted, went] = [
      await watched.withRule({ condition: nowcast }),
      await watched.withRule({ condition: nowcast }),
    ];
    const minutes = (from: number, to: number, value: number) =>
      Array.from({ length: (to - from) / 5 }, (_, i) => {
        const periodEnd = at(20) + (from + 5 * (i + 1)) * 60_000;
        return { periodEnd, periodStart: periodEnd - 300_000, value };
      });
    for (const one of [restarted, went]) {
      let by = watched.engine;
      const hear = (rows: ReturnType<typeof minutes>) =>
        by.hear(...rows.map((row) => ({ ...row, sensorId: one.sensorId })));
      await hear([...minutes(-180, 0, 10), ...minutes(0, 55, 200)]);
      if (one === restarted) by = await watched.another();
      // what was missing of the hour was lost on its way
      await hear(minutes(60, 65, 0));
      await hear(minutes(65, 180, 0));
    }
    const shown = (rows: Awaited<ReturnType<typeof went.incidents>>) =>
      rows.map(({ startedAt, resolvedAt, peak }) => ({ startedAt, resolvedAt, peak }));
    const wanted = shown(await went.incidents());
    expect(wanted).toHaveLength(1);
    expect(shown(await restarted.incidents())).toEqual(wanted);
  });

  it('knows the air of a quantity that a new rule is about', async () => {
    const one = await watched.withRule({ condition: meanOf('PM25', 1_000) });
    const both = (n: number) =>
      (['PM25', 'NO2'] as const).map((quantity) => ({
        ...{ sensorId: one.sensorId, quantity, periodEnd: at(n), value: quantity === 'NO2' ? 100 : 10 },
      }));
    await watched.engine.hear(...Array.from({ length: 20 }, (_, n) => both(n + 1)).flat());
    const fresh = await watched.another();
    await fresh.hear(...both(21));
    await fresh.rule(makeRule({ ...one.rule, id: `${one.rule.id} of NO2`, condition: meanOf('NO2', 50) }));
    await fresh.hear(...both(22));
    expect(await one.states()).toEqual(['FIRING']);
  });

  it('remembers the newest of a sensor that tells every two seconds', { timeout: 60_000 }, async () => {
    const one = await watched.withRule({
      condition: above(50, 50, { kind: 'ROLLING_MEAN', quantity: 'PM25', windowMs: hour, minCoverage: 0.75 }),
      pace: pace({ forMs: hour }),
    });
    const rows = (from: number, hours: number, value: number) =>
      Array.from({ length: hours * 1_800 }, (_, i) => {
        const periodStart = at(from) + i * 2_000;
        return makeReading({ sensorId: one.sensorId, periodStart, periodEnd: periodStart + 2_000, value });
      });
    await watched.ports.series.writer.write(rows(22, 6, 10).map(storedOf));
    const fresh = await watched.another();
    const hot = rows(28, 2, 200);
    await watched.ports.series.writer.write(hot.map(storedOf));
    await fresh.judge(...hot.slice(0, 1_800));
    await fresh.judge(...hot.slice(1_800));
    expect(await one.states()).toEqual(['FIRING']);
  });
});
