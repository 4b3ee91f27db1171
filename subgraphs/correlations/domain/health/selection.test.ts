import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, dayNumber } from '../days.ts';
import { areProblems, type Problem } from '../problem.ts';
import { monthsIn } from './months.ts';
import { everyMonth, picks, readSelection, type SelectionSaid } from './selection.ts';

const series = { firstDay: '2020-01-01', days: 731 };
/** From the middle of a month to the middle of another. */
const ragged = { firstDay: '2019-12-17', days: 900 };
const faults = (said: SelectionSaid, of = series) => {
  const read = readSelection(said, of);
  return areProblems(read) ? read.map(({ field, code }) => `${field} ${code}`) : [];
};

describe('the days that a question selects', () => {
  it('are the whole series where nothing is said', () => {
    const whole = { from: '2020-01-01', to: '2021-12-31', months: everyMonth };
    expect(readSelection({}, series)).toEqual(whole);
    expect(readSelection({ from: null, to: null, months: null }, series)).toEqual(whole);
  });

  it('are of the months that are named, in any order and more than once', () => {
    const months = [12, 1, 12, 2, 3, 4, 5, 6];
    expect(readSelection({ months }, series)).toMatchObject({ months: 0b1000_0011_1111 });
  });

  it('are refused where they are no days of it', () => {
    expect(faults({ from: '2020-02-30', to: 'now' })).toEqual(['from NOT_A_DATE', 'to NOT_A_DATE']);
    expect(faults({ from: '2019-12-31', to: '2022-01-01' })).toEqual([
      'from OUT_OF_RANGE',
      'to OUT_OF_RANGE',
    ]);
    expect(faults({ from: '2021-02-01', to: '2021-01-31' })).toEqual(['to WRONG_SETTING']);
    for (const months of [[], [0], [13], [1.5], [Number.NaN]])
      expect(faults({ months })).toEqual(['months WRONG_SETTING']);
  });

  it('are whole months of it: the nearest are named where they are not', () => {
    const [from, to] = readSelection({ from: '2020-02-02', to: '2021-03-30' }, series) as readonly Problem[];
    expect(from).toMatchObject({
      ...{ field: 'from', code: 'WRONG_SETTING', next: 'Say 2020-02-01 or 2020-03-01.' },
      reason: '2020-02-02 is not the first day of a month, nor of the series',
    });
    expect(to).toMatchObject({ field: 'to', next: 'Say 2021-02-28 or 2021-03-31.' });
    const nextOf = (said: SelectionSaid) => {
      const read = readSelection(said, ragged);
      return areProblems(read) ? read[0]?.next : null;
    };
    expect(nextOf({ from: '2019-12-18' })).toBe('Say 2019-12-17 or 2020-01-01.');
    expect(nextOf({ to: '2022-06-02' })).toBe('Say 2022-05-31 or 2022-06-03.');
    expect(nextOf({ from: '2022-06-02' })).toBe('Say 2022-06-01.');
    expect(faults({ from: '2019-12-17', to: '2022-06-03' }, ragged)).toEqual([]);
    expect(faults({ from: '2020-02-01', to: '2022-05-31' }, ragged)).toEqual([]);
  });

  it('are a year at least, as dates tell', () => {
    expect(faults({ from: '2021-01-01' })).toEqual([]);
    expect(faults({ from: '2021-02-01' })).toEqual(['from GROUP_TOO_SMALL']);
    expect(faults({ months: [1, 2] })).toEqual(['months GROUP_TOO_SMALL']);
  });

  it('are read from anything without a throw', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('2020-05-01', '2021-05-31')));
    const months = fc.option(fc.array(fc.oneof(fc.integer(), fc.double())));
    fc.assert(
      fc.property(text, text, months, (from, to, of) => void readSelection({ from, to, months: of }, series)),
    );
  });
});

describe('the months of a series', () => {
  it('hold each of its days once, in order', () => {
    const firstDay = fc.integer({ min: -62_000, max: 20_000 }).map(dateOf);
    fc.assert(
      fc.property(firstDay, fc.integer({ min: 1, max: 3_000 }), (first, days) => {
        const months = monthsIn({ firstDay: first, days });
        let place = 0;
        for (const month of months) {
          expect(month.start).toBe(place);
          expect(dayNumber(month.first)).toBe((dayNumber(first) as number) + place);
          expect(dayNumber(month.last)).toBe((dayNumber(month.first) as number) + month.days - 1);
          expect(month.first.slice(0, 7)).toBe(month.last.slice(0, 7));
          place += month.days;
        }
        expect(place).toBe(days);
        expect(new Set(months.map((month) => month.first.slice(0, 7))).size).toBe(months.length);
      }),
    );
  });

  it('are picked from the first to the last, and by their names', () => {
    const pick = picks({ from: '2020-02-01', to: '2021-02-28', months: 0b11 });
    expect(
      monthsIn(series)
        .filter(pick)
        .map(({ first }) => first),
    ).toEqual(['2020-02-01', '2021-01-01', '2021-02-01']);
  });
});
