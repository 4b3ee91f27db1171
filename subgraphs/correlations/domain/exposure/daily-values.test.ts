import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { daysFrom } from '@aqmrg/platform/air-quality/local-days.ts';
import { describe, expect, it } from 'vitest';
import { makeHours, times } from '../../testing/hours.ts';
import { dailyValues, hoursNeeded } from './daily-values.ts';
import type { DailyMetric } from './exposure.ts';

const pollutant = 'PM25';
const valueOn = (metric: DailyMetric, date: string, timeZone: string, hours: ReturnType<typeof makeHours>) =>
  dailyValues(hours, daysFrom(date, 1, timeZone), { pollutant, metric })[0];

/** 1, 2, … n */
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('a day of 24 hours', () => {
  const accra = (metric: DailyMetric, hours: ReturnType<typeof makeHours>) =>
    valueOn(metric, '2024-01-02', 'Africa/Accra', hours);
  const eve = '2024-01-01T17:00Z';
  const midnight = '2024-01-02T00:00Z';

  it('is the mean of its hours, and the highest of them', () => {
    const hours = makeHours(midnight, upTo(24));
    expect(accra('DAILY_MEAN', hours)).toBe(12.5);
    expect(accra('MAX_1H', hours)).toBe(24);
  });

  it.each(['DAILY_MEAN', 'MAX_1H'] as const)('asks 18 hours of a %s', (metric) => {
    expect(accra(metric, makeHours(midnight, times(18, 7)))).toBe(7);
    expect(accra(metric, makeHours(midnight, times(17, 7)))).toBeNaN();
  });

  it('counts an hour of which 45 minutes are covered', () => {
    const short = (minutes: number) =>
      makeHours(midnight, times(18, 7)).map((hour, n) => ({
        ...hour,
        coveredMs: n === 0 ? minutes * 60_000 : hourMs,
      }));
    expect(accra('DAILY_MEAN', short(45))).toBe(7);
    expect(accra('DAILY_MEAN', short(44.9))).toBeNaN();
  });

  it('takes the 8 hours that begin at 17:00 of the day before as its first, and 16:00 to 24:00 as its last', () => {
    const first = [...times(8, 80), ...times(23, 0)];
    expect(accra('MAX_8H', makeHours(eve, first))).toBe(80);
    expect(accra('MAX_8H', makeHours('2024-01-01T16:00Z', [...times(8, 80), ...times(24, 0)]))).toBe(70);
    const last = [...times(23, 0), ...times(8, 80)];
    expect(accra('MAX_8H', makeHours(eve, last))).toBe(80);
    const beyond = [...times(24, 0), ...times(8, 80)];
    expect(accra('MAX_8H', makeHours(eve, beyond))).toBe(70);
  });

  it('needs 6 of 8 hours for one of these means', () => {
    // 40 from 10:00 to 16:00, with two hours of nothing before and after: 08:00 to 16:00 has 6 hours of 40
    const six = [...times(15, 1), null, null, ...times(6, 40), null, null, ...times(6, 1)];
    expect(accra('MAX_8H', makeHours(eve, six))).toBe(40);
    // to 15:00: 08:00 to 16:00 has 5 hours, 07:00 to 15:00 has one of 1 beside them
    const five = [...times(15, 1), null, null, ...times(5, 40), null, null, ...times(7, 1)];
    expect(accra('MAX_8H', makeHours(eve, five))).toBe((5 * 40 + 1) / 6);
  });

  it('needs 18 of its 24 means, and 18 of its own hours', () => {
    // to 18:00: 18 hours of its own, and 20 means
    expect(accra('MAX_8H', makeHours(eve, times(7 + 18, 9)))).toBe(9);
    // to 16:00: 16 hours of its own, and 18 means
    expect(accra('MAX_8H', makeHours(eve, times(7 + 16, 9)))).toBeNaN();
    // without the evening before, the first mean ends at 06:00, then at 07:00, then at 08:00: 19, 18 and 17
    expect(accra('MAX_8H', makeHours(midnight, times(24, 9)))).toBe(9);
    expect(accra('MAX_8H', makeHours('2024-01-02T01:00Z', times(23, 9)))).toBe(9);
    expect(accra('MAX_8H', makeHours('2024-01-02T02:00Z', times(22, 9)))).toBeNaN();
  });

  it('tells the hours that it is made of', () => {
    const days = daysFrom('2024-01-02', 2, 'Africa/Accra');
    const [from, to] = [Date.parse(midnight), Date.parse('2024-01-04T00:00Z')];
    expect(hoursNeeded(days, 'DAILY_MEAN')).toEqual({ from, to });
    expect(hoursNeeded(days, 'MAX_8H')).toEqual({ from: Date.parse(eve), to });
  });
});

describe('a day on which clocks change', () => {
  it.each([
    ['Europe/London', '2024-03-31', '2024-03-31T00:00Z', 23],
    ['America/Chicago', '2024-03-10', '2024-03-10T06:00Z', 23],
    ['Europe/London', '2024-10-27', '2024-10-26T23:00Z', 25],
    ['America/Chicago', '2024-11-03', '2024-11-03T05:00Z', 25],
  ])('in %s, %s, has the hours that it has', (timeZone, date, start, length) => {
    // a high hour on each side belongs to another day
    const hours = makeHours(new Date(Date.parse(start) - hourMs).toISOString(), [999, ...upTo(length), 999]);
    expect(valueOn('DAILY_MEAN', date, timeZone, hours)).toBe((length + 1) / 2);
    expect(valueOn('MAX_1H', date, timeZone, hours)).toBe(length);
  });

  it.each([
    ['Europe/London', '2024-03-31', '2024-03-31T00:00Z', 18],
    ['America/Chicago', '2024-03-10', '2024-03-10T06:00Z', 18],
    ['Europe/London', '2024-10-27', '2024-10-26T23:00Z', 19],
    ['America/Chicago', '2024-11-03', '2024-11-03T05:00Z', 19],
  ])('in %s, %s, needs three quarters of them: from %s on %i', (timeZone, date, start, least) => {
    for (const metric of ['DAILY_MEAN', 'MAX_1H'] as const) {
      expect(valueOn(metric, date, timeZone, makeHours(start, times(least, 3)))).toBe(3);
      expect(valueOn(metric, date, timeZone, makeHours(start, times(least - 1, 3)))).toBeNaN();
    }
  });

  it('has 8-hour means of 8 hours that follow each other, whatever the clock shows', () => {
    // London, 31 March: the clock goes from 01:00 to 02:00, and 17:00 GMT of the day before is 7 hours before its first ends
    const first = makeHours('2024-03-30T17:00Z', [...times(8, 80), ...times(22, 0)]);
    expect(valueOn('MAX_8H', '2024-03-31', 'Europe/London', first)).toBe(80);
    // 27 October has 25: its last begins at 16:00 GMT
    const last = makeHours('2024-10-26T16:00Z', [...times(24, 0), ...times(8, 80)]);
    expect(valueOn('MAX_8H', '2024-10-27', 'Europe/London', last)).toBe(80);
    const beyond = makeHours('2024-10-26T16:00Z', [...times(25, 0), ...times(8, 80)]);
    expect(valueOn('MAX_8H', '2024-10-27', 'Europe/London', beyond)).toBe(70);
  });
});

describe('a zone at half an hour', () => {
  it('counts an hour that straddles midnight to the day in which it starts', () => {
    // in Kolkata 2 January begins at 18:30 UTC: the hour from 18:00 UTC starts at 23:30 of 1 January
    const hours = makeHours('2024-01-01T18:00Z', [999, ...upTo(24), 999]);
    expect(valueOn('DAILY_MEAN', '2024-01-02', 'Asia/Kolkata', hours)).toBe(12.5);
    expect(valueOn('MAX_1H', '2024-01-02', 'Asia/Kolkata', hours)).toBe(24);
  });
});

it('has no value on a date that a zone left out', () => {
  const hours = makeHours('2011-12-29T00:00Z', times(72, 5));
  const days = daysFrom('2011-12-29', 3, 'Pacific/Apia');
  expect([...dailyValues(hours, days, { pollutant, metric: 'DAILY_MEAN' })]).toEqual([5, Number.NaN, 5]);
});
