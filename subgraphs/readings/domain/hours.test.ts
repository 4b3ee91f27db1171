import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countHours,
  daysOfYear,
  eightHoursEndingIn,
  type Hour,
  highestEightHours,
  hourMs,
  hourStarts,
  lastFinishedDay,
  localDateOf,
  meanOver,
} from './hours.ts';

const makeHour = (hour: number, mean: number, coveredMs = hourMs): Hour => ({
  quantity: 'PM25',
  hourStart: hour * hourMs,
  mean,
  coveredMs,
});
const span = (from: number, to: number) => ({ from: from * hourMs, to: to * hourMs });

describe('hours that count', () => {
  it('leaves out hours of other quantities and hours that are covered too little', () => {
    const hours = [
      makeHour(0, 10),
      makeHour(1, 20, 0.74 * hourMs),
      { ...makeHour(2, 30), quantity: 'O3' as const },
    ];
    expect([...countHours(hours, 'PM25')]).toEqual([[0, 10]]);
  });

  it('weighs each sensor of a place the same', () => {
    expect(countHours([makeHour(0, 10), makeHour(0, 40), makeHour(0, 40)], 'PM25').get(0)).toBe(30);
  });
});

describe('averages', () => {
  it('asks three quarters of the hours', () => {
    const counted = countHours(
      [0, 1, 2].map((hour) => makeHour(hour, 10 + hour)),
      'PM25',
    );
    expect(meanOver(counted, span(0, 4))).toEqual({ value: 11, coverage: 0.75 });
    expect(meanOver(counted, span(0, 5))).toBeNull();
    expect(meanOver(counted, span(3, 3))).toBeNull();
  });

  it('finds the highest eight hours that end in a span', () => {
    const counted = countHours(
      Array.from({ length: 32 }, (_, hour) => makeHour(hour, hour < 8 ? 100 : 20)),
      'PM25',
    );
    expect(highestEightHours(counted, eightHoursEndingIn(span(8, 32)))?.value).toBe((7 * 100 + 20) / 8);
  });
});

describe('local days', () => {
  it('ends the last finished day at the last local midnight, midnight included', () => {
    const midnight = Date.parse('2025-03-09T21:00:00Z');
    const day = { date: '2025-03-09', from: midnight - 24 * hourMs, to: midnight };
    expect(lastFinishedDay(midnight, 'Africa/Kampala')).toEqual(day);
    expect(lastFinishedDay(midnight + 23 * hourMs, 'Africa/Kampala')).toEqual(day);
    expect(lastFinishedDay(midnight - 1, 'Africa/Kampala').date).toBe('2025-03-08');
  });

  it('knows days of 23 and 25 hours, and days that do not begin at midnight', () => {
    const lengths = (timeZone: string) =>
      new Map(daysOfYear(2025, timeZone).map((day) => [day.date, (day.to - day.from) / hourMs]));
    expect(lengths('America/New_York').get('2025-03-09')).toBe(23);
    expect(lengths('America/New_York').get('2025-11-02')).toBe(25);
    expect(lengths('Africa/Cairo').get('2025-04-25')).toBe(23);
    expect(new Set(lengths('Africa/Kampala').values())).toEqual(new Set([24]));
  });

  it('gives every hour of a year to one day, also where a zone is at half an hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1995, max: 2035 }),
        fc.constantFrom(
          'UTC',
          'Africa/Casablanca',
          'Asia/Kathmandu',
          'Australia/Lord_Howe',
          'America/St_Johns',
        ),
        (year, timeZone) => {
          const days = daysOfYear(year, timeZone);
          const starts = days.flatMap(hourStarts);
          expect(starts.every((start, i) => i === 0 || start === (starts[i - 1] ?? 0) + hourMs)).toBe(true);
          for (const day of [days[0], days[59], days.at(-1)])
            expect(localDateOf(day?.from ?? 0, timeZone)).toBe(day?.date);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('does not know zones that IANA does not know', () => {
    expect(() => localDateOf(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
