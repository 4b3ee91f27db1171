import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, hourStarts } from './hours.ts';
import { daysFrom, daysOfYear, lastFinishedDay, localDateOf } from './local-days.ts';

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

  it('goes on from any date, also over one that a zone left out', () => {
    const days = daysFrom('2011-12-29', 3, 'Pacific/Apia');
    expect(days.map(({ date, from, to }) => [date, (to - from) / hourMs])).toEqual([
      ['2011-12-29', 24],
      ['2011-12-30', 0],
      ['2011-12-31', 24],
    ]);
    expect(daysFrom('2024-02-28', 3, 'Africa/Accra').at(-1)?.date).toBe('2024-03-01');
    expect(daysFrom('2024-02-28', 0, 'Africa/Accra')).toEqual([]);
  });

  it('does not know zones that IANA does not know', () => {
    expect(() => localDateOf(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
