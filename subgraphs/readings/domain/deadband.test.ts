import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeadband } from './deadband.ts';

describe('a deadband', () => {
  it('passes the first value of each key, then what differs by the change or more, up or down', () => {
    const passes = createDeadband(5, 100);
    const seen = [10, 14.9, 15, 11, 20, 15].map((value) => passes('a', value));
    expect(seen).toEqual([true, false, true, false, true, true]);
    expect(passes('b', 15)).toBe(true);
  });

  it('compares with what was let through, so that a slow drift is told', () => {
    const passes = createDeadband(3, 100);
    expect([0, 1, 2, 3, 4, 5, 6].filter((value) => passes('a', value))).toEqual([0, 3, 6]);
  });

  it('forgets the key that passed longest ago', () => {
    const passes = createDeadband(5, 2);
    expect([passes('a', 0), passes('b', 0), passes('a', 9), passes('c', 0)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(passes('a', 9)).toBe(false);
    expect(passes('b', 0)).toBe(true);
  });

  it('never lets two neighbours of one key through that differ by less', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.float({ noNaN: true, noDefaultInfinity: true }))),
        fc.float({ min: Math.fround(0.001), max: 1000, noNaN: true }),
        (values, minChange) => {
          const passes = createDeadband(minChange, 10);
          const through = values.filter(([key, value]) => passes(key, value));
          for (const name of ['a', 'b']) {
            const one = through.filter(([key]) => key === name).map(([, value]) => value);
            for (let i = 1; i < one.length; i += 1)
              expect(Math.abs((one[i] as number) - (one[i - 1] as number))).toBeGreaterThanOrEqual(minChange);
          }
        },
      ),
    );
  });
});
