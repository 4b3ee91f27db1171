import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areProblems } from '../problem.ts';
import { daysOf, everyMonth, readSelection, type SelectionSaid } from './selection.ts';

const series = { firstDay: '2020-01-01', days: 731 };
const faults = (said: SelectionSaid) => {
  const read = readSelection(said, series);
  return areProblems(read) ? read.map(({ field, code }) => `${field} ${code}`) : [];
};

describe('the days that a question selects', () => {
  it('are the whole series where nothing is said', () => {
    const whole = { from: '2020-01-01', to: '2021-12-31', months: everyMonth };
    expect(readSelection({}, series)).toEqual(whole);
    expect(readSelection({ from: null, to: null, months: null }, series)).toEqual(whole);
  });

  it('are of the months that are named, in any order and more than once', () => {
    expect(readSelection({ months: [12, 1, 12] }, series)).toMatchObject({ months: 0b1000_0000_0001 });
  });

  it('are refused where they are no days of it', () => {
    expect(faults({ from: '2020-02-30', to: 'now' })).toEqual(['from NOT_A_DATE', 'to NOT_A_DATE']);
    expect(faults({ from: '2019-12-31', to: '2022-01-01' })).toEqual([
      'from OUT_OF_RANGE',
      'to OUT_OF_RANGE',
    ]);
    expect(faults({ from: '2021-01-02', to: '2021-01-01' })).toEqual(['to WRONG_SETTING']);
    for (const months of [[], [0], [13], [1.5], [Number.NaN]])
      expect(faults({ months })).toEqual(['months WRONG_SETTING']);
  });

  it('include the first and the last, and 29 February', () => {
    const pick = daysOf(series)({ from: '2020-02-28', to: '2020-03-01', months: 0b10 });
    const days = Array.from({ length: series.days }, (_, day) => day).filter(pick);
    expect(days).toEqual([58, 59]);
  });

  it('are read from anything without a throw', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('2020-05-01', '2021-05-01')));
    const months = fc.option(fc.array(fc.oneof(fc.integer(), fc.double())));
    fc.assert(
      fc.property(text, text, months, (from, to, of) => void readSelection({ from, to, months: of }, series)),
    );
  });
});
