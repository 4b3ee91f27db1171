import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTag, toTag } from './tag-text.ts';

describe('a text in a tag', () => {
  it('stays as it is where it is a usual id', () => {
    for (const id of ['3f0b8a52-11d4-4f0e-9c57-5a1c2f0d9b11', 'ug.kampala:12_b']) expect(toTag(id)).toBe(id);
  });

  it('comes back whole, whatever its letters are', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(...' ,=\\"\n\r\t%;{}$/|().ß\ud800'), fc.string()),
    });
    fc.assert(
      fc.property(text, (one) => {
        expect(fromTag(toTag(one))).toBe(one);
        expect(toTag(one)).toMatch(/^[A-Za-z0-9_.:%;-]+$/);
      }),
    );
  });

  it('never spells two texts alike', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => a === b || toTag(a) !== toTag(b)));
  });
});
