import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportRequest } from '../request/export-request.ts';
import { createTally, type MonthCounts } from './month-rows.ts';

const may = Date.UTC(2024, 4, 1);
const june = Date.UTC(2024, 5, 1);
const dayMs = 86_400_000;

const month = (start: number, rows: number): MonthCounts => ({
  starts: [start],
  counts: [rows],
  lengthsMs: [start === may ? 31 * dayMs : 30 * dayMs],
});
const span = { from: may + dayMs, to: june + dayMs };
const tallyOf = (request: Partial<ExportRequest>, ...sensors: MonthCounts[][]) => {
  const tally = createTally({ ...span, layout: 'LONG', average: null, ...request });
  for (const sensor of sensors) tally.add(sensor);
  return tally.counted();
};
const hourly = { every: 'PT1H', aggregates: ['MEAN'], minCoverage: 0.75 } as const;

describe('what there is of an export', () => {
  it('is readings of all sensors and quantities by month, cut to the span and in order', () => {
    expect(tallyOf({}, [month(june, 5), month(may, 7)], [month(may, 1)])).toEqual({
      months: [
        { from: span.from, to: june, rows: 8 },
        { from: june, to: span.to, rows: 5 },
      ],
      rows: 13,
    });
  });

  it('makes in wide files about as many rows as the quantity that has most', () => {
    const counted = tallyOf({ layout: 'WIDE' }, [month(may, 7), month(may, 4)], [month(may, 2)]);
    expect(counted).toMatchObject({ months: [{ rows: 13 }], rows: 9 });
  });

  it('makes of averages as many rows as a month has buckets, or readings where they are fewer', () => {
    expect(tallyOf({ average: hourly }, [month(may, 44_640)]).rows).toBe(31 * 24);
    expect(tallyOf({ average: hourly }, [month(may, 3)]).rows).toBe(3);
    expect(tallyOf({ average: { ...hourly, every: 'P1Y' } }, [month(may, 9)]).rows).toBe(1);
  });

  it('makes a row at least of what has readings, and no more rows than those', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 5 });
    const every = fc.constantFrom('PT1M', 'PT1H', 'P1D', 'P1M', 'P1Y');
    fc.assert(
      fc.property(counts, every, fc.boolean(), (readings, of, isAveraged) => {
        const average = isAveraged ? { ...hourly, every: of } : null;
        const { rows } = tallyOf({ average }, ...readings.map((count) => [month(may, count)]));
        expect(rows).toBeGreaterThanOrEqual(1);
        expect(rows).toBeLessThanOrEqual(readings.reduce((a, b) => a + b, 0));
      }),
    );
  });
});
