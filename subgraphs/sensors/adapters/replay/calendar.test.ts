import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueAt,
  hourEndAfter,
  hourMs,
  originalOf,
  recordedFrom,
  recordedHour,
  recordedHours,
  secondOfDelivery,
  twelveMonthsBefore,
} from './calendar.ts';
import { monitors } from './monitors.ts';

const instants = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2060, 0) });
const hourStarts = instants.map((instant) => Math.floor(instant / hourMs) * hourMs);

describe('the original of an hour', () => {
  it('is the same month, day and hour of 2023', () => {
    fc.assert(
      fc.property(hourStarts, (start) => {
        const original = originalOf(start);
        if (original === undefined) return new Date(start).toISOString().slice(5, 10) === '02-29';
        return new Date(original).toISOString() === `2023${new Date(start).toISOString().slice(4)}`;
      }),
    );
  });

  it('lies within the recorded year', () => {
    fc.assert(
      fc.property(hourStarts, (start) => {
        const original = originalOf(start);
        return original === undefined || recordedHour(original) !== undefined;
      }),
    );
  });

  it('is missing for every hour of 29 February, and for no other', () => {
    const missing: string[] = [];
    for (let start = Date.UTC(2028, 0); start < Date.UTC(2029, 0); start += hourMs) {
      if (originalOf(start) === undefined) missing.push(new Date(start).toISOString().slice(0, 13));
    }
    expect(missing).toHaveLength(24);
    expect(new Set(missing.map((hour) => hour.slice(0, 10)))).toEqual(new Set(['2028-02-29']));
  });

  it('is missing for what does not begin on a full hour', () => {
    expect(originalOf(Date.UTC(2026, 4, 1, 10, 30))).toBeUndefined();
  });

  const hoursOfTheLastTwelveMonths = (now: number): number[] => {
    const originals: number[] = [];
    for (let end = hourEndAfter(twelveMonthsBefore(now)); end <= now; end += hourMs) {
      const original = originalOf(end - hourMs);
      if (original !== undefined) originals.push(original);
    }
    return originals;
  };

  it('is used once within the last twelve months, whenever one looks', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const originals = hoursOfTheLastTwelveMonths(now);
        return new Set(originals).size === originals.length;
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['before', Date.UTC(2028, 1, 28, 12)],
    ['on', Date.UTC(2028, 1, 29, 12, 34)],
    ['after', Date.UTC(2028, 2, 1, 12)],
    ['a year after', Date.UTC(2029, 1, 28, 12)],
  ])('is used once within twelve months %s a leap day', (_, now) => {
    const originals = hoursOfTheLastTwelveMonths(now);
    expect(new Set(originals).size).toBe(originals.length);
    expect(originals.length).toBeGreaterThanOrEqual(recordedHours - 24);
  });

  it('goes from the last hour of December to the first of January', () => {
    const newYear = Date.UTC(2027, 0, 1);
    expect(originalOf(newYear - hourMs)).toBe(Date.UTC(2023, 11, 31, 23));
    expect(originalOf(newYear)).toBe(recordedFrom);
  });
});

describe('the second of delivery', () => {
  it('is the same in every process', () => {
    expect(secondOfDelivery('embassy-accra')).toBe(2962);
  });

  it('differs between the monitors', () => {
    expect(new Set(monitors.map(({ id }) => secondOfDelivery(id))).size).toBe(monitors.length);
  });

  it('lies within the hour after the one that is told', () => {
    fc.assert(
      fc.property(fc.string(), hourStarts, (id, end) => {
        const late = dueAt(id, end) - end;
        return Number.isInteger(late / 1000) && late >= 0 && late < hourMs;
      }),
    );
  });
});
