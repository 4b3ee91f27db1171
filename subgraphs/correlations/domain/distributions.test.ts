import { describe, expect, it } from 'vitest';
import { expectAllNear } from '../testing/near.ts';
import { vectors } from '../testing/vectors.ts';
import { chiSquareUpper, normalQuantile, normalTwoSided, studentTwoSided, z95 } from './distributions.ts';

const { tails } = vectors;
const share = 1e-10;

describe('distributions', () => {
  it('are those of R, far out too', () => {
    expectAllNear(
      tails.t.x.map((x: number, i: number) => studentTwoSided(x, tails.t.df[i])),
      tails.t.p,
      share,
      't',
    );
    expectAllNear(tails.z.map(normalTwoSided), tails.zP, share, 'normal');
    expectAllNear(
      tails.chi.x.map((x: number, i: number) => chiSquareUpper(x, tails.chi.df[i])),
      tails.chi.p,
      share,
      'χ²',
    );
    expectAllNear(tails.p.map(normalQuantile), tails.quantiles, share, 'quantiles');
  });

  it('are 0 beyond the least number that there is, and NaN of what is none', () => {
    expect([normalTwoSided(1e3), studentTwoSided(1e9, 1e4), chiSquareUpper(1e6, 3)]).toEqual([0, 0, 0]);
    expect(studentTwoSided(Number.POSITIVE_INFINITY, 5)).toBe(0);
    for (const p of [normalTwoSided(Number.NaN), studentTwoSided(Number.NaN, 4), studentTwoSided(1, 0)])
      expect(p).toBeNaN();
    expect(chiSquareUpper(0, 4)).toBe(1);
  });

  it('know the z of a 95 % interval', () => {
    expect(z95).toBeCloseTo(1.959963984540054, 14);
  });
});
