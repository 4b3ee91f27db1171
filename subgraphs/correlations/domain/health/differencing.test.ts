import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, dayNumber } from '../days.ts';
import { areProblems, type Problem } from '../problem.ts';
import { judgeQuestion } from './differencing.ts';
import { monthsIn } from './months.ts';
import { everyMonth, readSelection, type Selection, wholeOf } from './selection.ts';

const series = { firstDay: '2015-01-01', days: 3_653 };
const whole = wholeOf(series);
const first = dayNumber(series.firstDay) ?? 0;
const months = monthsIn(series);
/** One event on each day. */
const ones = new Float64Array(series.days).fill(1);

const make = (changes: Partial<Selection> = {}): Selection => ({ ...whole, ...changes });
const judge = (selection: Selection, earlier: readonly Selection[] = [], counts = ones) =>
  judgeQuestion({ selection, series, counts, earlier });
const summer = 0b0000_0111_0000;
const refused = {
  ...{ field: 'from', code: 'GROUP_TOO_SMALL' },
  reason:
    'These days, or those by which they differ from days that your organisation asked about before, are too few or hold too few events: at least 365 days and 100 events',
};

describe('a question', () => {
  it('may be about the whole series, and about days that differ from it by a year and a hundred events', () => {
    expect(judge(whole)).toBeNull();
    expect(judge(make({ to: '2023-12-31' }))).toBeNull();
    expect(judge(make({ months: summer }))).toBeNull();
  });

  it('is about a year of days and a hundred events at least, and is not told how many there are', () => {
    expect(judge(make({ to: '2015-11-30' }))).toMatchObject(refused);
    expect(judge(make({ to: '2016-12-31', months: summer }))).toMatchObject(refused);
    const rare = Float64Array.from(ones, (_, day) => (day % 20 === 0 ? 1 : 0));
    expect(judge(make({ to: '2019-12-31' }), [], rare)).toMatchObject(refused);
  });

  it('counts days that have a count alone', () => {
    const counts = Float64Array.from(ones, (one, day) => (day < 212 ? Number.NaN : one));
    expect(judge(make({ to: '2016-06-30' }), [], counts)).toMatchObject(refused);
    // what is left out has no count, so that nothing is told of it
    expect(judge(make({ from: '2015-07-01' }), [], counts)).toBeNull();
  });

  it('is refused where it leaves out some days of the whole', () => {
    expect(judge(make({ to: '2024-11-30' }))).toMatchObject(refused);
  });

  it('is refused where it differs by few days from one before', () => {
    const before = make({ from: '2017-01-01', to: '2019-12-31', months: everyMonth & ~summer });
    const earlier = [make({ to: '2020-12-31' }), before];
    expect(judge({ ...before, from: '2017-03-01' }, earlier)).toMatchObject(refused);
    expect(judge(before, [before])).toBeNull();
  });

  it('is refused where one side of the difference is small, though the other is not', () => {
    const before = make({ from: '2015-01-01', to: '2018-12-31' });
    expect(judge(make({ from: '2015-02-01', to: '2021-12-31' }), [before])).toMatchObject(refused);
  });
});

const place = fc.oneof(
  fc.integer({ min: 0, max: months.length - 1 }),
  // many are near each other: far ones pass anyhow
  fc
    .tuple(fc.constantFrom(0, 12, 24, 60, 108, 119), fc.integer({ min: -13, max: 13 }))
    .map(([at, by]) => Math.min(Math.max(at + by, 0), months.length - 1)),
);
const bits = fc.oneof(fc.constant(everyMonth), fc.constant(summer), fc.integer({ min: 1, max: everyMonth }));
const selection = fc.tuple(place, place, bits).map(([a, b, of]) =>
  make({
    from: months[Math.min(a, b)]?.first as string,
    to: months[Math.max(a, b)]?.last as string,
    months: of,
  }),
);
const count = fc.constantFrom(0, 1, 1, 2, Number.NaN);
const pattern = fc.array(count, { minLength: 5, maxLength: 9 });
const countsBy = (repeated: readonly number[]): Float64Array<ArrayBuffer> =>
  Float64Array.from(ones, (_, i) => repeated[i % repeated.length] as number);

describe('any questions in a row', () => {
  it('tell, taken two by two, of no group that is too small', () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(selection, { maxLength: 12 }), pattern, (asked, repeated) => {
        const counts = countsBy(repeated);
        const told: Selection[] = [];
        for (const one of asked) if (judge(one, told, counts) === null) told.push(one);
        passed += told.length;
        /** The days of a selection that have a count, by their dates. */
        const daysIn = ({ from, to, months: of }: Selection): Set<number> =>
          new Set(
            Array.from(counts.keys()).filter((i) => {
              const date = dateOf(first + i);
              const isOfMonth = (of >> (Number(date.slice(5, 7)) - 1)) % 2 === 1;
              return date >= from && date <= to && isOfMonth && !Number.isNaN(counts[i]);
            }),
          );
        const groups = [whole, ...told].map(daysIn);
        for (const one of groups)
          for (const other of groups) {
            const rest = [...one.difference(other)];
            const events = rest.reduce((sum, i) => sum + (counts[i] ?? 0), 0);
            expect(rest.length === 0 || (rest.length >= 365 && events >= 100)).toBe(true);
          }
      }),
      { numRuns: 60 },
    );
    expect(passed).toBeGreaterThan(20);
  });

  it('learn from answers and refusals of sums over months alone, and yes or no', () => {
    const shuffle = fc.array(fc.nat(), { minLength: 31, maxLength: 31 });
    const answers = new Set<string>();
    fc.assert(
      fc.property(fc.array(selection, { maxLength: 12 }), pattern, shuffle, (asked, repeated, keys) => {
        const counts = countsBy(repeated);
        // within each month on other days
        const moved = Float64Array.from(counts);
        for (const { start, days } of months) {
          const order = Array.from({ length: days }, (_, i) => i).sort(
            (a, b) => (keys[a] as number) - (keys[b] as number),
          );
          for (const [i, from] of order.entries()) moved[start + i] = counts[start + from] as number;
        }
        const answersTo = (by: Float64Array<ArrayBuffer>): readonly (Problem | null)[] => {
          const told: Selection[] = [];
          return asked.map((one) => {
            const answer = judge(one, told, by);
            if (answer === null) told.push(one);
            return answer;
          });
        };
        const all = answersTo(counts);
        expect(answersTo(moved)).toEqual(all);
        for (const one of all) answers.add(JSON.stringify(one));
      }),
    );
    expect(answers.size).toBe(2);
  });
});

describe('whoever moves the ends of a span day by day', () => {
  it('is told of the dates alone, but for the bounds of months', () => {
    const counts = countsBy([0, 0, 1]);
    const dates = Array.from(counts.keys(), (day) => dateOf(first + day));
    const answersTo = (said: (date: string) => object) =>
      dates.flatMap((date) => {
        const read = readSelection(said(date), series);
        return areProblems(read) ? [] : [judge(read, [], counts) === null];
      });
    for (const answers of [answersTo((from) => ({ from })), answersTo((to) => ({ to }))]) {
      // those that leave a year
      expect(answers).toHaveLength(months.length - 11);
      // yes to the whole, and to a stretch of months
      expect(answers.filter((answer, i) => answer !== answers[i + 1]).length).toBeLessThanOrEqual(5);
    }
  });
});
