import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, dayNumber } from '../days.ts';
import { lastDayOf } from '../health/health-series.ts';
import { partOf } from './part.ts';

const firstDay = '2019-12-30';
const first = dayNumber(firstDay) as number;
const days = 800;
const whole = {
  series: { firstDay, days, timeZone: 'Africa/Kampala', columns: [] },
  values: {
    death: Float64Array.from({ length: days }, (_, day) => day),
    temp: Float64Array.from({ length: days }, (_, day) => -day),
  },
};

describe('the part of a series that is asked about', () => {
  it('has every day between the two, both included, and no other', () => {
    const one = fc.nat(days - 1);
    fc.assert(
      fc.property(one, one, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const { series, values } = partOf(whole, { from: dateOf(first + from), to: dateOf(first + to) });
        expect([series.firstDay, lastDayOf(series)]).toEqual([dateOf(first + from), dateOf(first + to)]);
        expect([values.death?.[0], values.death?.at(-1), values.death?.length]).toEqual([
          from,
          to,
          series.days,
        ]);
        expect(values.temp?.at(-1)).toBe(-to || -0);
      }),
    );
  });

  it('is all of it between its first day and its last, and leaves the series as it is', () => {
    const part = partOf(whole, { from: firstDay, to: lastDayOf(whole.series) });
    expect(part).toEqual(whole);
    part.values.death?.fill(0);
    expect(whole.values.death[7]).toBe(7);
  });
});
