import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyOf } from './copy.ts';

/** Every object and list that can be reached. */
const partsOf = (value: unknown): object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(partsOf)] : [];

describe('a copy of an answer', () => {
  it('says the same and shares nothing that can be changed', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const original: unknown = JSON.parse(text);
        const copy = copyOf(original);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(original));
        const parts = new Set(partsOf(original));
        expect(partsOf(copy).filter((part) => parts.has(part))).toEqual([]);
      }),
    );
  });

  it('keeps aliases that are words of JavaScript', () => {
    const text = '{"__proto__":{"id":"a"},"constructor":1,"hasOwnProperty":null}';
    const copy = copyOf(JSON.parse(text));
    expect(JSON.stringify(copy)).toBe(text);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });
});
