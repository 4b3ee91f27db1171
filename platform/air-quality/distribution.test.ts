import { quantileLevels as levels } from '@aqmrg/ml/runtime/index.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import exceedance from '../../ml/evaluation/vectors/exceedance.json' with { type: 'json' };
import { bandOf, probabilityAtLeast, probabilityBelow, quantileLevels } from './distribution.ts';

const quantiles = [10, 20, 30, 40, 50, 60, 70];

const wild = fc
  .array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 7, maxLength: 7 })
  .map((values) => values.toSorted((a, b) => a - b));

describe('a distribution', () => {
  it('has its quantiles where they are', () => {
    expect(quantiles.map((x) => probabilityBelow(quantiles, x))).toEqual([...quantileLevels]);
    expect(probabilityBelow(quantiles, 35)).toBeCloseTo(0.375);
    expect(bandOf(quantiles)).toEqual({ p10: 20, p50: 40, p90: 60 });
  });

  it('has tails that fall by half over what lies between their two quantiles, and nothing below 0', () => {
    expect(probabilityAtLeast(quantiles, 80)).toBeCloseTo(0.025);
    expect(probabilityBelow([60, 70, 80, 90, 100, 110, 120], 50)).toBeCloseTo(0.025);
    expect(probabilityBelow(quantiles, 0)).toBe(0);
    expect(probabilityBelow(quantiles, -5)).toBe(0);
  });

  it('is a step where all quantiles are equal', () => {
    const constant = Array(7).fill(35.5);
    expect(probabilityAtLeast(constant, 35.5)).toBe(1);
    expect(probabilityAtLeast(constant, 35.6)).toBe(0);
  });

  it.each(exceedance.cases)('says what its reliability was judged by: $name', ({ quantiles, atLeast }) => {
    const said = exceedance.thresholds.map((threshold) => probabilityAtLeast(quantiles, threshold));
    for (const [n, probability] of said.entries()) expect(probability).toBeCloseTo(atLeast[n] as number, 12);
  });

  it('grows with the value and stays between 0 and 1, whatever its quantiles', () => {
    const value = fc.double({ min: -10, max: 2e4, noNaN: true });
    fc.assert(
      fc.property(wild, value, value, (of, a, b) => {
        const [low, high] = [probabilityBelow(of, Math.min(a, b)), probabilityBelow(of, Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high + 1e-12);
      }),
    );
  });

  it('has the quantiles of the runtime', () => {
    expect(quantileLevels).toEqual(levels);
  });
});
