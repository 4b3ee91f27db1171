import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDayFinder, dayOf, zoneOf } from './local-day.ts';

const hourMs = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const zones = [
  'UTC',
  'Africa/Kampala',
  'Asia/Kolkata',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

describe('the local day of an instant', () => {
  it('is 23 hours long where clocks are put forward, and 25 where they are put back', () => {
    const lengthOf = (date: string) => {
      const { from, to } = dayOf(date, 'Europe/Berlin');
      return (to - from) / hourMs;
    };
    expect(['2024-03-30', '2024-03-31', '2024-10-27'].map(lengthOf)).toEqual([24, 23, 25]);
  });

  it('begins at midnight of the clock on the wall', () => {
    const dayAt = createDayFinder();
    const lastHour = at('2024-10-27T22:00:00Z');
    expect(dayAt(lastHour, 'Europe/Berlin')).toEqual({
      date: '2024-10-27',
      from: at('2024-10-26T22:00:00Z'),
      to: at('2024-10-27T23:00:00Z'),
    });
    expect(dayAt(lastHour + hourMs, 'Europe/Berlin').date).toBe('2024-10-28');
  });

  it('holds it, and is the same whatever was asked before', () => {
    const remembering = createDayFinder();
    const instants = fc.integer({ min: at('1990-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const day = remembering(instant, zone);
        expect(day.from <= instant && instant < day.to).toBe(true);
        expect(day).toEqual(createDayFinder()(instant, zone));
        expect(day).toEqual(dayOf(day.date, zone));
        expect(remembering(day.to, zone).from).toBe(day.to);
      }),
    );
  });

  it('is of UTC where a sensor has no zone, or one that there is not', () => {
    expect([undefined, null, 'Mars/Olympus', '+03:00', 'Africa/Kampala'].map(zoneOf)).toEqual([
      ...['UTC', 'UTC', 'UTC', 'UTC'],
      'Africa/Kampala',
    ]);
  });
});
