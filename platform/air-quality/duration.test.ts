import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs, durationText, durationWords } from './duration.ts';

describe('durations', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 86_400_000 }), (ms) => {
        expect(durationMs(durationText(ms))).toBe(ms);
      }),
    );
    expect(durationText(3_600_000)).toBe('PT1H');
  });

  it('have no length where the calendar decides it', () => {
    for (const text of ['P1M', 'P1Y', 'P1W', 'hourly', '']) expect(durationMs(text)).toBeUndefined();
  });

  it('are said in the longest unit that they are a whole number of', () => {
    const said = [0, 1_500, 60_000, 5_400_000, 10_800_000, 86_400_000, 172_800_000].map(durationWords);
    expect(said).toEqual([
      ...['0 seconds', '1.5 seconds', '1 minute', '90 minutes', '3 hours', '1 day', '2 days'],
    ]);
  });
});
