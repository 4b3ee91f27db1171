import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column, Columns } from '../terms/spec.ts';
import { questionHashOf } from './question-hash.ts';

const numbers = fc
  .array(fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constantFrom(0, 1, 2)), {
    minLength: 3,
    maxLength: 3,
  })
  .map((values) => Float64Array.from(values));
const labels = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 });
const columnsArbitrary: fc.Arbitrary<Columns> = fc.dictionary(
  fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'b', '__proto__', '"')),
  fc.oneof(numbers, labels),
  { minKeys: 1, maxKeys: 4, noNullPrototype: true },
);
/** One of the columns, and a day. */
const placeIn = (columns: Columns, at: number): [string, number] => {
  const names = Object.keys(columns);
  return [names[at % names.length] as string, at % 3];
};
const withValue = (column: Column, day: number): Column =>
  column instanceof Float64Array
    ? column.map((value, i) => (i === day ? (value === 0 ? 1 : value / 2 === value ? 0 : value / 2) : value))
    : column.map((label, i) => (i === day ? `${label}.` : label));
const without = (columns: Columns, left: string): [string, Column][] =>
  Object.entries(columns).filter(([name]) => name !== left);

const settings = { plan: { models: ['a'] }, sha256: 'f' };
const hashOf = (columns: Columns, of: unknown = settings): string => questionHashOf(of, columns);

describe('the hash of a question', () => {
  it('is a SHA-256, and the same of the same, in whichever order the columns come', () => {
    fc.assert(
      fc.property(columnsArbitrary, (columns) => {
        const turned = Object.fromEntries(Object.entries(columns).reverse());
        expect(hashOf(turned, structuredClone(settings))).toBe(hashOf(columns));
        expect(hashOf(columns)).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });

  it('is of the values alone, wherever they lie in memory', () => {
    const wide = Float64Array.of(9, 1, 2, 9);
    expect(hashOf({ a: wide.subarray(1, 3) })).toBe(hashOf({ a: Float64Array.of(1, 2) }));
  });

  it('changes with any value, missing ones too', () => {
    fc.assert(
      fc.property(columnsArbitrary, fc.nat(), (columns, at) => {
        const [name, day] = placeIn(columns, at);
        const column = columns[name] as Column;
        const changed =
          column instanceof Float64Array && Number.isNaN(column[day])
            ? column.with(day, 0)
            : withValue(column, day);
        expect(hashOf(Object.fromEntries([...without(columns, name), [name, changed]]))).not.toBe(
          hashOf(columns),
        );
      }),
    );
  });

  it('changes with any name, with a column more and with one less', () => {
    fc.assert(
      fc.property(columnsArbitrary, fc.nat(), (columns, at) => {
        const [name] = placeIn(columns, at);
        const others = without(columns, name);
        const renamed = Object.fromEntries([...others, [`${name}'`, columns[name] as Column]]);
        const hash = hashOf(columns);
        if (!Object.hasOwn(columns, `${name}'`)) expect(hashOf(renamed)).not.toBe(hash);
        expect(hashOf(Object.fromEntries(others))).not.toBe(hash);
      }),
    );
  });

  it('changes with any setting', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (one, other) => {
        const [a, b] = [JSON.parse(one), JSON.parse(other)];
        const isSame = JSON.stringify(a) === JSON.stringify(b);
        expect(hashOf({}, a) === hashOf({}, b)).toBe(isSame);
      }),
    );
  });

  it('changes where numbers have the bytes of a name', () => {
    const [name] = new Float64Array(new TextEncoder().encode('"bbbbbb"').buffer);
    const [one, other] = [Float64Array.of(1), Float64Array.of(2)];
    expect(hashOf({ a: Float64Array.of(1, name as number, 2) })).not.toBe(hashOf({ a: one, bbbbbb: other }));
  });
});
