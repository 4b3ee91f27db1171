import { describe, expect, it } from 'vitest';
import { makeOutlooks, monday } from '../testing/builders.ts';
import { hourMs } from './hours.ts';
import { truthOf, wholeHours } from './truth.ts';

const outlooks = makeOutlooks(monday);
const [hour] = outlooks;
const day = outlooks.find(({ head }) => head === 'D1');
if (hour === undefined || day === undefined) throw new Error('no targets');
const hoursOf = (from: number, values: readonly number[]): Map<number, number> =>
  new Map(values.map((value, i) => [from + i * hourMs, value]));

describe('a truth', () => {
  it('of an hour is its mean', () => {
    expect(truthOf(hour, hoursOf(hour.from, [17]))).toBe(17);
    expect(truthOf(hour, new Map())).toBeUndefined();
  });

  it('of a day is the mean of its hours, of which 18 have to be there', () => {
    expect(truthOf(day, hoursOf(day.from, Array(18).fill(10)))).toBe(10);
    expect(truthOf(day, hoursOf(day.from, Array(17).fill(10)))).toBeUndefined();
  });

  it('takes hours that are there to three quarters', () => {
    const one = { hourStart: 0, mean: 5 };
    expect(wholeHours([{ ...one, coveredMs: 0.74 * hourMs }]).size).toBe(0);
    expect(wholeHours([{ ...one, coveredMs: 0.75 * hourMs }]).size).toBe(1);
  });
});
