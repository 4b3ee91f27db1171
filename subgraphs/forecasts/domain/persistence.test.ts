import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { monday } from '../testing/builders.ts';
import { hourMs } from './hours.ts';
import { inputsOf, persistenceOf } from './persistence.ts';
import { heads } from './targets.ts';

const series = (values: Readonly<Record<number, number>>): Float64Array => {
  const all = new Float64Array(672).fill(Number.NaN);
  for (const [age, value] of Object.entries(values)) all[Number(age)] = value;
  return all;
};

it('goes on from the newest hour; for days from the mean of the last 24', () => {
  const of = persistenceOf(series({ 2: 10, 23: 30, 24: 900 }));
  expect([of('PT4H'), of('D1')]).toEqual([10, 20]);
  expect(persistenceOf(series({ 24: 900 }))('PT4H')).toBeNull();
});

it('counts what is there', () => {
  expect(inputsOf(series({ 2: 10, 23: 30, 24: 1, 168: 1 }), monday)).toEqual({
    newestHourEnd: monday - 2 * hourMs,
    observed24: 2,
    observed168: 3,
  });
  expect(inputsOf(series({}), monday).newestHourEnd).toBeNull();
});

it('is never NaN, however much is missing', () => {
  const wild = fc.array(fc.oneof(fc.constant(Number.NaN), fc.double({ min: -5, max: 1_000, noNaN: true })), {
    maxLength: 672,
  });
  fc.assert(
    fc.property(wild, (values) => {
      const of = persistenceOf(Float64Array.from(values));
      for (const head of heads) expect(Number.isNaN(of(head))).toBe(false);
    }),
  );
});
