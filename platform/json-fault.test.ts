import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from './json-fault.ts';

describe('the place of a fault', () => {
  it.each([
    ['[1, 2, x]', 7],
    ['[1, 2', 5],
    ['', 0],
    ['[NaN]', 1],
    ['[1] 3', 4],
    ['{"a": 1,}', 8],
    ['["ab', 1],
    ['{"a" 1}', 5],
    ['[1,,2]', 3],
    ['[01]', 2],
  ])('%s is at %i', (text, position) => {
    expect(findJsonFault(text).position).toBe(position);
  });

  it('counts lines and columns from one', () => {
    expect(findJsonFault('[\n  {"a": 1},\n  oops\n]')).toEqual({ position: 16, line: 3, column: 3 });
  });

  it('lies at the very end of what is whole', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(findJsonFault(text).position).toBe(text.length);
      }),
    );
  });

  it('survives deep nesting', () => {
    expect(findJsonFault('['.repeat(200_000)).position).toBe(200_000);
  });
});
