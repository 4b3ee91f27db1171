import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Air, type Airs, withAir } from './air.ts';
import { signalAt } from './signal-value.ts';

const hour = 3_600_000;
/** The hour that ends then. */
const air = (end: number, value: number, hours = 1): Air => ({
  periodStart: (end - hours) * hour,
  periodEnd: end * hour,
  value,
});
const airs = (...all: readonly Air[]): Airs => all.reduce<Airs>(withAir, []);

const mean = (hours: number, minCoverage = 0.75) =>
  ({ kind: 'ROLLING_MEAN', quantity: 'PM25', windowMs: hours * hour, minCoverage }) as const;
const rate = { kind: 'RATE_OF_CHANGE', quantity: 'PM25', windowMs: 2 * hour } as const;
const value = { kind: 'VALUE', quantity: 'PM25' } as const;

describe('readings of a sensor', () => {
  it('stand in the order of the air, a correction in the place of what it corrects', () => {
    const all = airs(air(3, 30), air(1, 10), air(2, 20), air(2, 21), air(3, 5, 3));
    expect(all.map(({ periodEnd, value }) => [periodEnd / hour, value])).toEqual([
      [1, 10],
      [2, 21],
      [3, 5],
      [3, 30],
    ]);
  });

  it('are the same in whatever order they come, and however often', () => {
    const any = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 3 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(any, fc.nat(), (periods, seed) => {
        const all = periods.map(([end, hours]) => air(end, end * 10 + hours, hours));
        const shuffled = [...all, ...all].sort(
          (a, b) => ((a.value * 31 + seed) % 17) - ((b.value * 31 + seed) % 17),
        );
        expect(airs(...shuffled)).toEqual(airs(...all));
      }),
    );
  });
});

describe('a signal', () => {
  it('is the reading itself, the shortest of those that end together', () => {
    expect(signalAt(value, airs(air(1, 10), air(2, 20), air(2, 8, 2)), 2 * hour)).toBe(20);
    expect(signalAt(value, airs(air(1, 10)), 2 * hour)).toBeNull();
  });

  it('is the mean of a window, by what each reading covers of it', () => {
    const all = airs(air(1, 100), air(2, 10), air(4, 40, 2), air(5, 1_000));
    expect(signalAt(mean(3), all, 4 * hour)).toBeCloseTo((10 + 40 * 2) / 3, 12);
    // half of a reading lies before the window
    expect(signalAt(mean(1), all, 4 * hour)).toBe(40);
  });

  it('is not told where too little of the window is covered', () => {
    const all = airs(air(1, 10), air(2, 10), air(4, 10));
    expect(signalAt(mean(4), all, 4 * hour)).toBe(10);
    expect(signalAt(mean(4, 0.8), all, 4 * hour)).toBeNull();
    expect(signalAt(mean(2, 0), [], 4 * hour)).toBeNull();
  });

  it('is by how much it changed an hour, over a window or a little more', () => {
    const all = airs(air(1, 10), air(2, 20), air(4, 50), air(7, 110));
    expect(signalAt(rate, all, 4 * hour)).toBe(15);
    expect(signalAt(rate, all, 7 * hour)).toBe(20);
    expect(signalAt(rate, airs(air(1, 10), air(6, 60)), 6 * hour)).toBeNull();
    expect(signalAt(rate, airs(air(6, 60)), 6 * hour)).toBeNull();
  });

  it('knows nothing of what comes later', () => {
    const any = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(any, fc.nat(), fc.constantFrom(value, mean(5), rate), (values, cut, signal) => {
        const all = airs(...values.map((one, n) => air(n + 1, one)));
        const at = ((cut % values.length) + 1) * hour;
        const known = all.filter(({ periodEnd }) => periodEnd <= at);
        expect(signalAt(signal, all, at)).toBe(signalAt(signal, known, at));
      }),
    );
  });
});
