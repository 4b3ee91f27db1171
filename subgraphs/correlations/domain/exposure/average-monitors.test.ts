import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageMonitors, type MonitorDays } from './average-monitors.ts';

const none = Number.NaN;
const monitor = (sensorId: string, ...values: number[]): MonitorDays => ({
  sensorId,
  isLowCost: sensorId === 'cheap',
  values: Float64Array.from(values),
});

describe('several monitors', () => {
  it('have the mean of those that have a value on the day', () => {
    const { values, monitors, monitorsChanged } = averageMonitors(
      [monitor('cheap', 1, 2, none, none), monitor('good', 3, none, 8, none)],
      4,
    );
    expect([...values]).toEqual([2, 2, 8, none]);
    expect(monitors).toEqual([
      { sensorId: 'cheap', days: 2, isLowCost: true },
      { sensorId: 'good', days: 2, isLowCost: false },
    ]);
    expect(monitorsChanged).toBe(true);
  });

  it('do not change where days have all of them or none', () => {
    const same = [monitor('a', 1, none, 3), monitor('b', 3, none, 5)];
    expect(averageMonitors(same, 3).monitorsChanged).toBe(false);
    const alone = [monitor('a', 1, none, 3), monitor('silent', none, none, none)];
    expect(averageMonitors(alone, 3)).toMatchObject({
      monitors: [{ sensorId: 'a', days: 2 }],
      monitorsChanged: false,
    });
  });

  it('are none without values', () => {
    expect(averageMonitors([], 2)).toEqual({
      values: Float64Array.of(none, none),
      monitors: [],
      monitorsChanged: false,
    });
  });

  it('change where two days with a value have different sets, and then only', () => {
    const day = fc.option(fc.double({ min: 0, max: 500, noNaN: true }), { nil: none });
    const all = fc
      .nat({ max: 8 })
      .chain((days) =>
        fc.array(fc.array(day, { minLength: days, maxLength: days }), { minLength: 1, maxLength: 4 }),
      );
    fc.assert(
      fc.property(all, (rows) => {
        const days = rows[0]?.length ?? 0;
        const found = averageMonitors(
          rows.map((row, n) => monitor(`m${n}`, ...row)),
          days,
        );
        const sets = new Set<string>();
        for (let at = 0; at < days; at += 1) {
          const there = rows.flatMap((row, n) => (Number.isNaN(row[at]) ? [] : [n]));
          if (there.length > 0) sets.add(there.join());
          const own = there.map((n) => rows[n]?.[at] as number);
          if (own.length === 0) expect(found.values[at]).toBeNaN();
          else {
            expect(found.values[at]).toBeGreaterThanOrEqual(Math.min(...own) - 1e-9);
            expect(found.values[at]).toBeLessThanOrEqual(Math.max(...own) + 1e-9);
          }
        }
        expect(found.monitorsChanged).toBe(sets.size > 1);
      }),
    );
  });
});
