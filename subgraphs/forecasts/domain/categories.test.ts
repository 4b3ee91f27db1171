import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryOf, categoryProbabilities } from './categories.ts';

describe("a day's category", () => {
  it('begins where US EPA’s table of 2024 says', () => {
    const days = [0, 9.09, 9.1, 35.49, 35.5, 55.5, 125.4, 125.5, 225.5, 900];
    expect(days.map((mean) => categoryOf('PM25', mean))).toEqual([
      'Good',
      'Good',
      'Moderate',
      'Moderate',
      'Unhealthy for Sensitive Groups',
      'Unhealthy',
      'Unhealthy',
      'Very Unhealthy',
      'Hazardous',
      'Hazardous',
    ]);
    expect(categoryOf('PM10', 154.9)).toBe('Moderate');
  });

  it('is none where the mean of a day has none', () => {
    expect(categoryOf('O3', 40)).toBeNull();
    expect(categoryProbabilities('O3', [1, 2, 3, 4, 5, 6, 7])).toBeNull();
  });

  it('is as probable as its share of the distribution', () => {
    const of = categoryProbabilities('PM25', [10, 20, 30, 35.5, 40, 50, 55.5]) ?? [];
    expect(of.find(({ category }) => category === 'Unhealthy for Sensitive Groups')?.probability).toBeCloseTo(
      0.45,
    );
    expect(of.find(({ category }) => category === 'Good')?.probability).toBeLessThan(0.05);
  });

  it('has probabilities that add up to 1, whatever the quantiles', () => {
    const wild = fc.array(fc.double({ min: 0, max: 2_000, noNaN: true }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(wild, (values) => {
        const of = categoryProbabilities(
          'PM25',
          values.toSorted((a, b) => a - b),
        );
        expect(of?.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        expect(of?.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true);
      }),
    );
  });
});
