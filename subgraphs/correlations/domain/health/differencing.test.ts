import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, dayNumber } from '../days.ts';
import { judgeQuestion } from './differencing.ts';
import { everyMonth, type Selection, wholeOf } from './selection.ts';

const series = { firstDay: '2015-01-01', days: 3_653 };
const whole = wholeOf(series);
const first = dayNumber(series.firstDay) ?? 0;
/** One event on each day. */
const ones = new Float64Array(series.days).fill(1);

const make = (changes: Partial<Selection> = {}): Selection => ({ ...whole, ...changes });
const judge = (selection: Selection, earlier: readonly Selection[] = [], counts = ones) =>
  judgeQuestion({ selection, series, counts, earlier });
const summer = 0b0000_0111_0000;

describe('a question', () => {
  it('may be about the whole series, and about days that differ from it by a year and a hundred events', () => {
    expect(judge(whole)).toBeNull();
    expect(judge(make({ to: '2023-12-31' }))).toBeNull();
    expect(judge(make({ months: summer }))).toBeNull();
  });

  it('is about a year of days and a hundred events at least, and is not told how many there are', () => {
    const small = { code: 'GROUP_TOO_SMALL', reason: expect.not.stringMatching(/364|99/) };
    expect(judge(make({ to: '2015-12-30' }))).toMatchObject({ ...small, field: 'from' });
    expect(judge(make({ to: '2016-12-31', months: summer }))).toMatchObject({ ...small, field: 'months' });
    const rare = Float64Array.from(ones, (_, day) => (day % 20 === 0 ? 1 : 0));
    expect(judge(make({ to: '2019-12-31' }), [], rare)).toMatchObject(small);
  });

  it('counts days that have a count alone', () => {
    const counts = Float64Array.from(ones, (one, day) => (day < 200 ? Number.NaN : one));
    expect(judge(make({ to: '2016-06-30' }), [], counts)).toMatchObject({ code: 'GROUP_TOO_SMALL' });
    // what is left out has no count, so that nothing is told of it
    expect(judge(make({ from: dateOf(first + 150) }), [], counts)).toBeNull();
  });

  it('is refused where it leaves out some days of the whole, whose events are told', () => {
    expect(judge(make({ to: '2024-12-30' }))).toMatchObject({
      field: 'to',
      code: 'OVERLAPS_EARLIER_QUESTION',
      reason: expect.stringContaining('2015-01-01 to 2024-12-31'),
    });
  });

  it('is refused where it differs by few days from one before, and says from which', () => {
    const before = make({ from: '2017-01-01', to: '2019-12-31', months: everyMonth & ~summer });
    const refused = judge({ ...before, from: '2017-03-01' }, [make({ to: '2020-12-31' }), before]);
    expect(refused).toMatchObject({ field: 'from', code: 'OVERLAPS_EARLIER_QUESTION' });
    expect(refused?.reason).toContain('2017-01-01 to 2019-12-31, months 1, 2, 3, 4, 8, 9, 10, 11, 12');
    expect(judge(before, [before])).toBeNull();
  });

  it('is refused where one side of the difference is small, though the other is not', () => {
    const before = make({ from: '2015-01-01', to: '2018-12-31' });
    expect(judge(make({ from: '2015-02-01', to: '2021-12-31' }), [before])).toMatchObject({ field: 'from' });
  });
});

describe('any questions in a row', () => {
  it('tell, taken two by two, of no group that is too small', () => {
    const day = fc.integer({ min: 0, max: series.days - 1 });
    // many are near each other: far ones pass anyhow
    const near = fc.tuple(
      fc.constantFrom(0, 365, 730, 1_826, 3_287, 3_652),
      fc.integer({ min: -400, max: 400 }),
    );
    const place = fc.oneof(
      day,
      near.map(([at, by]) => Math.min(Math.max(at + by, 0), series.days - 1)),
    );
    const months = fc.oneof(
      fc.constant(everyMonth),
      fc.constant(summer),
      fc.integer({ min: 1, max: everyMonth }),
    );
    const selection = fc
      .tuple(place, place, months)
      .map(([a, b, bits]) =>
        make({ from: dateOf(first + Math.min(a, b)), to: dateOf(first + Math.max(a, b)), months: bits }),
      );
    const count = fc.constantFrom(0, 1, 1, 2, Number.NaN);
    let passed = 0;
    fc.assert(
      fc.property(
        fc.array(selection, { maxLength: 12 }),
        fc.array(count, { minLength: 5, maxLength: 9 }),
        (asked, pattern) => {
          const counts = Float64Array.from(ones, (_, i) => pattern[i % pattern.length] as number);
          const told: Selection[] = [];
          for (const one of asked)
            if (judgeQuestion({ selection: one, series, counts, earlier: told }) === null) told.push(one);
          passed += told.length;
          /** The days of a selection that have a count, by their dates. */
          const daysIn = ({ from, to, months: bits }: Selection): Set<number> =>
            new Set(
              Array.from(counts.keys()).filter((i) => {
                const date = dateOf(first + i);
                return (
                  date >= from &&
                  date <= to &&
                  (bits >> (Number(date.slice(5, 7)) - 1)) % 2 === 1 &&
                  !Number.isNaN(counts[i])
                );
              }),
            );
          const groups = [whole, ...told].map(daysIn);
          for (const one of groups)
            for (const other of groups) {
              const rest = [...one.difference(other)];
              const events = rest.reduce((sum, i) => sum + (counts[i] ?? 0), 0);
              expect(rest.length === 0 || (rest.length >= 365 && events >= 100)).toBe(true);
            }
        },
      ),
      { numRuns: 60 },
    );
    expect(passed).toBeGreaterThan(20);
  });
});
