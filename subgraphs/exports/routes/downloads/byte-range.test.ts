import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRange } from './byte-range.ts';

const whole = { kind: 'WHOLE' };
const outside = { kind: 'OUTSIDE' };
const part = (start: number, end: number) => ({ kind: 'PART', start, end });

describe('a range', () => {
  // the examples of RFC 9110, 14.1.2, of a representation of 10,000 bytes
  it.each([
    ['bytes=0-499', part(0, 499)],
    ['bytes=500-999', part(500, 999)],
    ['bytes=-500', part(9_500, 9_999)],
    ['bytes=9500-', part(9_500, 9_999)],
    ['bytes=0-0,-1', whole],
    ['bytes= 0-999, 4500-5499, -1000', whole],
    ['bytes=500-600,601-999', whole],
    ['bytes=500-700,601-999', whole],
  ])('of the standard’s examples: %s', (header, expected) => {
    expect(readRange(header, 10_000)).toEqual(expected);
  });

  it.each([
    ['bytes=0-', part(0, 9_999)],
    ['bytes=9999-', part(9_999, 9_999)],
    ['bytes=9000-20000', part(9_000, 9_999)],
    ['bytes=0-99999999999999999999999', part(0, 9_999)],
    ['bytes=-20000', part(0, 9_999)],
    ['BYTES=0-1', part(0, 1)],
    ['bytes=,0-1,', part(0, 1)],
    ['bytes=10000-', outside],
    ['bytes=10000-10001', outside],
    ['bytes=99999999999999999999999-', outside],
    ['bytes=-0', outside],
  ])('at the edges: %s', (header, expected) => {
    expect(readRange(header, 10_000)).toEqual(expected);
  });

  it.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=5-3',
    'bytes=a-b',
    'bytes=1',
    'bytes=1-2-3',
    'bytes=+1-2',
    'bytes=0x1-2',
    'bytes=1.5-2',
    'rows=0-1',
    'bytes 0-1',
  ])('that cannot be read is passed over: %s', (header) => {
    expect(readRange(header, 10_000)).toEqual(whole);
  });

  it('of nothing is outside', () => {
    for (const header of ['bytes=0-', 'bytes=0-0', 'bytes=-1']) expect(readRange(header, 0)).toEqual(outside);
  });

  it('is inside what there is, whatever is asked', () => {
    const wild = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([first, last]) => `bytes=${first}-${last}`),
      fc.stringMatching(/^bytes=[\d,\- ]{0,30}$/),
    );
    fc.assert(
      fc.property(wild, fc.nat({ max: 5_000 }), (header, bytes) => {
        const asked = readRange(header, bytes);
        if (asked.kind !== 'PART') return;
        expect(asked.start).toBeGreaterThanOrEqual(0);
        expect(asked.end).toBeGreaterThanOrEqual(asked.start);
        expect(asked.end).toBeLessThan(bytes);
      }),
    );
  });

  it('behind another is what the other left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5_000 }), fc.nat(), (bytes, place) => {
        const at = 1 + (place % (bytes - 1));
        expect(readRange(`bytes=0-${at - 1}`, bytes)).toEqual(part(0, at - 1));
        expect(readRange(`bytes=${at}-`, bytes)).toEqual(part(at, bytes - 1));
        expect(readRange(`bytes=-${bytes - at}`, bytes)).toEqual(part(at, bytes - 1));
      }),
    );
  });
});
