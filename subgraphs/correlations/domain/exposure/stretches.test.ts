import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDayOf, stretchesOf } from './stretches.ts';

const span = { timeZone: 'Europe/London', firstDay: '1999-12-30', days: 1_500 };

describe('stretches of days', () => {
  it('are a year at most, and hold 100,000 hours at most', () => {
    const lengths = (sensors: number) => [...stretchesOf(span, sensors)].map(({ days }) => days.length);
    expect(lengths(1)).toEqual([366, 366, 366, 366, 36]);
    expect(lengths(20)[0]).toBe(208);
    expect(lengths(100_000)).toHaveLength(1_500);
  });

  it('are all days in order, each once, whatever their length', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000 }), fc.nat({ max: 40 }), (days, sensors) => {
        const stretches = [...stretchesOf({ ...span, days }, sensors)];
        const all = stretches.flatMap((stretch) => stretch.days);
        expect(all).toHaveLength(days);
        expect(stretches.map(({ at }) => all[at])).toEqual(stretches.map((stretch) => stretch.days[0]));
        for (const [n, day] of all.entries()) if (n > 0) expect(day.from).toBe(all[n - 1]?.to);
        if (days > 0) expect(all.at(-1)?.date).toBe(lastDayOf({ ...span, days }));
      }),
      { numRuns: 30 },
    );
  });

  it('may have no days', () => {
    expect([...stretchesOf({ ...span, days: 0 }, 3)]).toEqual([]);
  });
});
