import { type Hour, hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { describe, expect, it } from 'vitest';
import { exceedances, hoursOfYear } from './exceedances.ts';

const timeZone = 'Africa/Accra';

/** One mean a day, from the first of January on. */
const makeDays = (quantity: Quantity, means: readonly number[], hoursADay = 24, year = 2023): Hour[] =>
  means.flatMap((mean, day) =>
    Array.from({ length: hoursADay }, (_, hour) => ({
      quantity,
      hourStart: Date.UTC(year, 0, 1 + day, hour),
      mean,
      coveredMs: hourMs,
    })),
  );

describe('exceedances', () => {
  it('counts local days above the guideline, not those at it', () => {
    const hours = [...makeDays('PM25', [15, 15.1, 80]), ...makeDays('PM10', [45, 46])];
    expect(exceedances({ standard: 'WHO', year: 2023, timeZone, hours })).toEqual({
      standard: 'WHO',
      year: 2023,
      byQuantity: [
        { quantity: 'PM25', level: 15, unit: 'MICROGRAM_PER_CUBIC_METRE', days: 2, validDays: 3 },
        { quantity: 'PM10', level: 45, unit: 'MICROGRAM_PER_CUBIC_METRE', days: 1, validDays: 2 },
      ],
    });
  });

  it('does not judge a day with fewer than three quarters of its hours', () => {
    const counts = (hours: Hour[]) =>
      exceedances({ standard: 'WHO', year: 2023, timeZone, hours }).byQuantity[0];
    expect(counts(makeDays('PM25', [80, 80], 18))).toMatchObject({ days: 2, validDays: 2 });
    expect(counts(makeDays('PM25', [80, 80], 17))).toMatchObject({ days: 0, validDays: 0 });
  });

  it('rounds days as the US standards have it', () => {
    const hours = [...makeDays('PM25', [35.4, 35.5]), ...makeDays('PM10', [154, 155])];
    expect(exceedances({ standard: 'US_EPA', year: 2023, timeZone, hours }).byQuantity).toMatchObject([
      { level: 35, days: 1, validDays: 2 },
      { level: 150, days: 1, validDays: 2 },
    ]);
  });

  it('has a European level for PM2.5 only from 2030 on', () => {
    const levels = (year: number) =>
      exceedances({ standard: 'EU', year, timeZone, hours: [] }).byQuantity.map((of) => [
        of.quantity,
        of.level,
      ]);
    expect(levels(2029)).toEqual([['PM10', 50]]);
    expect(levels(2030)).toEqual([
      ['PM25', 25],
      ['PM10', 45],
    ]);
  });

  it('asks for the hours of the local year, and counts no other', () => {
    expect(hoursOfYear(2024, 'Africa/Kampala')).toEqual({
      from: Date.parse('2023-12-31T21:00:00Z'),
      to: Date.parse('2024-12-31T21:00:00Z'),
    });
    const hours = makeDays('PM25', Array(400).fill(20));
    expect(exceedances({ standard: 'WHO', year: 2023, timeZone, hours }).byQuantity[0]).toMatchObject({
      days: 365,
      validDays: 365,
    });
  });
});
