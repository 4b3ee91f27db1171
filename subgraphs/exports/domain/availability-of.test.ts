import type { SeriesColumns } from '@aqmrg/platform/ports/series.ts';
import { describe, expect, it } from 'vitest';
import { availabilityOf } from './availability-of.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Local midnights of Kampala, three hours before those of UTC. */
const [april, may] = [Date.UTC(2024, 2, 31, 21), Date.UTC(2024, 3, 30, 21)] as const;

const makeMonths = (
  id: string,
  months: readonly (readonly [start: number, days: number, count: number])[],
): SeriesColumns => ({
  id,
  starts: months.map(([start]) => start),
  columns: [months.map(([, , count]) => count)],
  counts: months.map(([, , count]) => count),
  lengthsMs: months.map(([, days]) => days * dayMs),
  coveredMs: months.map(([, , count]) => count * hourMs),
});

const sensors = [
  { id: 'b', reportingIntervalMs: null },
  { id: 'a', reportingIntervalMs: 2 * hourMs },
  { id: 'none', reportingIntervalMs: hourMs },
];

describe('what there is', () => {
  it('is told by sensor and month, without those that have nothing', () => {
    const there = availabilityOf({
      sensors,
      from: april,
      to: may + 31 * dayMs,
      quantities: [
        {
          quantity: 'PM25',
          columns: [
            makeMonths('b', [
              [april, 30, 360],
              [may, 31, 744],
            ]),
            makeMonths('a', [[may, 31, 93]]),
            makeMonths('none', []),
          ],
        },
        {
          quantity: 'O3',
          columns: [
            makeMonths('b', [
              [april, 30, 72],
              [may, 31, 0],
            ]),
          ],
        },
      ],
    });
    expect(there).toEqual({
      rows: 360 + 744 + 93 + 72,
      sensors: [
        { sensorId: 'a', rows: 93, months: [{ quantity: 'PM25', month: may, rows: 93, coverage: 0.25 }] },
        {
          sensorId: 'b',
          rows: 360 + 744 + 72,
          months: [
            { quantity: 'PM25', month: april, rows: 360, coverage: 0.5 },
            { quantity: 'O3', month: april, rows: 72, coverage: 0.1 },
            { quantity: 'PM25', month: may, rows: 744, coverage: 1 },
          ],
        },
      ],
    });
  });

  it('covers of a month that is cut the part inside', () => {
    const { sensors: found } = availabilityOf({
      sensors,
      from: april + 20 * dayMs,
      to: may + 10 * dayMs,
      quantities: [
        {
          quantity: 'PM25',
          columns: [
            makeMonths('b', [
              [april, 30, 120],
              [may, 31, 240],
            ]),
          ],
        },
      ],
    });
    expect(found[0]?.months.map((month) => month.coverage)).toEqual([0.5, 1]);
  });
});
