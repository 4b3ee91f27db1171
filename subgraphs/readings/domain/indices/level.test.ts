import { type Hour, hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { computeIndex } from '@aqmrg/platform/air-quality/indices/index-of.ts';
import { describe, expect, it } from 'vitest';
import { currentCategories, levelOf } from './level.ts';

const at = Date.parse('2026-03-02T12:00:00Z');
const hoursOf = (mean: number): Hour[] =>
  Array.from({ length: 12 }, (_, i) => ({
    quantity: 'PM25',
    hourStart: at - (i + 1) * hourMs,
    mean,
    coveredMs: hourMs,
  }));
const levelAt = (standard: 'US_EPA' | 'EU' | 'WHO', hours: readonly Hour[]) =>
  levelOf(computeIndex({ standard, basis: 'CURRENT', at, timeZone: 'UTC', hours }));

describe('the level of an index of now', () => {
  it('is the place of its category, from the best to the worst', () => {
    expect([3, 20, 45, 100, 200, 400].map((mean) => levelAt('US_EPA', hoursOf(mean)))).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect([3, 10, 30, 70, 120, 400].map((mean) => levelAt('EU', hoursOf(mean)))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('is none where there is no index', () => {
    expect(levelAt('US_EPA', [])).toBeNull();
    expect(levelAt('WHO', hoursOf(100))).toBeNull();
    expect(currentCategories('WHO')).toEqual([]);
  });

  it('knows the names that the standards give', () => {
    expect(currentCategories('US_EPA')).toContain('Unhealthy for Sensitive Groups');
    expect(currentCategories('EU').at(-1)).toBe('Extremely Poor');
  });
});
