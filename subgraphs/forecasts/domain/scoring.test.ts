import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantilesAround } from '../testing/builders.ts';
import { add, figuresOf, noSums, type Sums, scoreOf } from './scoring.ts';

const total = (all: readonly Sums[]): Sums => all.reduce(add, noSums);

describe('scores', () => {
  it('are the errors of the median and of persistence, and whether the band held', () => {
    const one = scoreOf({ quantiles: quantilesAround(20), persistence: 30 }, 24);
    expect(one).toMatchObject({ n: 1, absError: 4, covered: 1, compared: 1, comparedError: 4 });
    expect(one.persistenceError).toBe(6);
    expect(scoreOf({ quantiles: quantilesAround(20), persistence: 30 }, 31).covered).toBe(0);
  });

  it('weigh what lies above a high quantile more than what lies below', () => {
    const flat = Array(7).fill(10);
    // the mean of level × 10 over the seven levels, which are symmetric
    expect(scoreOf({ quantiles: flat, persistence: null }, 20).pinball).toBeCloseTo(5);
    expect(scoreOf({ quantiles: flat, persistence: null }, 0).pinball).toBeCloseTo(5);
  });

  it('compare with persistence only where there was one', () => {
    const figures = figuresOf(
      total([
        scoreOf({ quantiles: quantilesAround(20), persistence: 24 }, 22),
        scoreOf({ quantiles: quantilesAround(20), persistence: null }, 120),
      ]),
    );
    expect(figures).toMatchObject({ n: 2, mae: 51, persistenceMae: 2, skillOverPersistence: 0 });
  });

  it('say nothing of nothing', () => {
    expect(figuresOf(noSums)).toEqual({
      n: 0,
      mae: null,
      persistenceMae: null,
      skillOverPersistence: null,
      coverage80: null,
      pinball: null,
    });
  });

  it('add up to the same in whatever order and parts, and never to NaN', () => {
    const drawn = fc.record({
      median: fc.double({ min: 0, max: 1_000, noNaN: true }),
      truth: fc.double({ min: -5, max: 1_000, noNaN: true }),
      persistence: fc.option(fc.double({ min: -5, max: 1_000, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 40 }), fc.nat(40), (all, cut) => {
        const scores = all.map(({ median, truth, persistence }) =>
          scoreOf({ quantiles: quantilesAround(median), persistence }, truth),
        );
        const whole = figuresOf(total(scores));
        const parts = figuresOf(add(total(scores.slice(cut)), total(scores.slice(0, cut))));
        expect(parts.n).toBe(whole.n);
        expect(parts.mae).toBeCloseTo(whole.mae as number, 6);
        for (const value of Object.values(whole)) expect(Number.isNaN(value)).toBe(false);
        expect(whole.coverage80).toBeLessThanOrEqual(1);
      }),
    );
  });
});
