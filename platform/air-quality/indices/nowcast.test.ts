import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactPmNowcast, pmNowcast } from './nowcast.ts';
import { usEpaCategory, usEpaIndex } from './us-epa.ts';
import accra from './vectors/airnow-accra-2023.json' with { type: 'json' };
import vectors from './vectors/nowcast-pm.json' with { type: 'json' };

const quantityOf = (pollutant: string) => (pollutant === 'PM10' ? 'PM10' : 'PM25');

describe('the PM NowCast', () => {
  it.each(vectors.vectors)('$name: $nowcast_raw, shown as $nowcast_truncated ($source)', (vector) => {
    const exact = exactPmNowcast(vector.newest_first);
    if (vector.nowcast_raw === null) expect(exact).toBeNull();
    else expect(exact).toBeCloseTo(vector.nowcast_raw, 9);
    expect(pmNowcast(quantityOf(vector.pollutant), vector.newest_first)).toBe(vector.nowcast_truncated);
  });

  it('gives the index of the PM10 lists (one library, which rounds, says 57 for the first: disputed)', () => {
    const lists = vectors.vectors.filter((vector) => vector.pollutant === 'PM10');
    expect(lists).toHaveLength(3);
    for (const { newest_first, aqi_ours } of lists) {
      const nowcast = pmNowcast('PM10', newest_first) ?? Number.NaN;
      expect(usEpaIndex('PM10_24h', nowcast, '2024-05-06').index).toBe(aqi_ours);
    }
  });

  it('is what AirNow published in Accra, hour by hour, as are the index and its category', () => {
    const hours = accra.hours.map(({ raw }) => raw);
    accra.hours.forEach(({ nowcast, aqi, category }, i) => {
      if (i < 11) return;
      const newestFirst = hours.slice(i - 11, i + 1).toReversed();
      expect(pmNowcast('PM25', newestFirst)).toBe(nowcast);
      expect(usEpaIndex('PM2.5_24h', nowcast, '2023-06-01').index).toBe(aqi);
      expect(usEpaCategory(aqi).name).toBe(category);
    });
  });

  it('shows negative air as 0, as AirNow does', () => {
    expect(pmNowcast('PM25', Array(12).fill(-3.2))).toBe(0);
  });

  it('lies within the hours that it averages, and truncation takes less than a step', () => {
    const hour = fc.option(fc.double({ min: 0, max: 900, noNaN: true }));
    fc.assert(
      fc.property(fc.array(hour, { minLength: 12, maxLength: 12 }), (hours) => {
        const exact = exactPmNowcast(hours);
        const shown = pmNowcast('PM25', hours);
        const newest = hours.slice(0, 3).filter((value) => value !== null).length;
        expect(exact === null).toBe(newest < 2);
        if (exact === null || shown === null) return;
        const counted = hours.filter((value) => value !== null);
        expect(exact).toBeGreaterThanOrEqual(Math.min(...counted) - 1e-9);
        expect(exact).toBeLessThanOrEqual(Math.max(...counted) + 1e-9);
        expect(exact - shown).toBeGreaterThan(-1e-5);
        expect(exact - shown).toBeLessThan(0.1);
      }),
    );
  });
});
