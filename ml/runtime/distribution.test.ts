import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from './distribution.ts';

const ones = [1, 1, 1, 1, 1, 1, 1];

describe('what a head says', () => {
  it('is put in order', () => {
    expect(finish([3, 1, 2, 4, 7, 6, 5, 4.5], 1, ones)).toEqual({
      quantiles: [1, 2, 3, 4, 5, 6, 7],
      mean: 4.5,
    });
  });

  it('is multiplied, then moved away from the median by the scales', () => {
    const scales = [2, 1.5, 1, 1, 1, 1.5, 2];
    expect(finish([0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.05], 100, scales)).toEqual({
      quantiles: [40, 70, 90, 100, 110, 130, 160].map((value) => expect.closeTo(value, 9)),
      mean: expect.closeTo(105, 9),
    });
  });

  it('is never below 0', () => {
    expect(finish([-3, -2, -1, 0, 1, 2, 3, -0.2], 1, ones)).toEqual({
      quantiles: [0, 0, 0, 0, 1, 2, 3],
      mean: 0,
    });
  });

  it.each([
    ['a raw output is missing', [1, 2, 3, 4, 5, 6, Number.NaN, 4], 1],
    ['what it is multiplied by is missing', [1, 2, 3, 4, 5, 6, 7, 4], Number.NaN],
    ['it overflows', [1, 2, 3, 4, 5, 6, 7, 4], Infinity],
    ['there are too few outputs', [1, 2, 3, 4], 1],
  ])('is nothing where %s', (_, raw, times) => {
    expect(finish(raw, times, ones)).toBeNull();
  });

  it('never crosses, whatever the model and its scales say', () => {
    const raws = fc.array(fc.double(), { minLength: 8, maxLength: 8 });
    const scales = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(raws, fc.double(), scales, (raw, times, by) => {
        const found = finish(raw, times, by);
        if (found === null) return;
        const { quantiles, mean } = found;
        expect([...quantiles, mean].every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
      }),
    );
  });
});
