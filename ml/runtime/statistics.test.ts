import { describe, expect, it } from 'vitest';
import { agesOf, newestAge, observedOf, statOf } from './statistics.ts';

const x = Float64Array.of(Number.NaN, 4, Number.NaN, 2, 6);
const all = agesOf(0, 5);

describe('statistics of a series with gaps', () => {
  it.each([
    ['mean', 4],
    ['min', 2],
    ['max', 6],
    ['std', Math.sqrt(8 / 3)],
    ['count', 3],
  ] as const)('are over what is there: %s', (stat, expected) => {
    expect(statOf(x, all, stat, 3)).toBeCloseTo(expected, 12);
  });

  it('are missing where too few are there, except the count', () => {
    expect(statOf(x, all, 'mean', 4)).toBeNaN();
    expect(statOf(x, agesOf(0, 1), 'mean', 0)).toBeNaN();
    expect(statOf(x, agesOf(0, 1), 'count', 9)).toBe(0);
  });

  it('are those of a short series where ages reach beyond it', () => {
    expect(statOf(x, agesOf(3, 100), 'mean', 1)).toBe(4);
  });

  it('give a steady series no deviation', () => {
    expect(statOf(new Float64Array(672).fill(985.1), agesOf(0, 672), 'std', 2)).toBeLessThan(1e-9);
  });

  it('find the newest value and count the last ones', () => {
    expect([newestAge(x, 5), newestAge(x, 1), observedOf(x, 2), observedOf(x, 24)]).toEqual([
      1,
      Number.NaN,
      1,
      3,
    ]);
  });
});
