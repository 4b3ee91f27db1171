import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CursorPlace, decodeCursor, encodeCursor } from './cursor.ts';

const place = fc.letrec<{ place: CursorPlace }>((tie) => ({
  place: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('place'), { maxLength: 4 }),
  ),
})).place;

const refused = expect.objectContaining({ code: 'BAD_INPUT', field: 'after' });
const readOf = (cursor: string, kind = 'readings', secret = 'secret'): unknown => {
  try {
    return decodeCursor(kind, cursor, secret);
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  it('gives back any place, and is the same text for the same place', () => {
    fc.assert(
      fc.property(place, (one) => {
        const cursor = encodeCursor('readings', one, 'secret');
        expect(readOf(cursor)).toEqual(one);
        expect(encodeCursor('readings', structuredClone(one) as CursorPlace, 'secret')).toBe(cursor);
        expect(cursor).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('is refused by another list and under another secret', () => {
    const cursor = encodeCursor('readings', [1, 2], 'secret');
    expect(readOf(cursor, 'alerts')).toEqual(refused);
    expect(readOf(cursor, 'readings', 'other')).toEqual(refused);
  });

  it('is refused when any of its characters was altered, added or left out', () => {
    const cursor = encodeCursor('readings', ['epoch', [[0, 17]]], 'secret');
    fc.assert(
      fc.property(fc.nat(cursor.length), fc.string({ maxLength: 3 }), fc.nat(3), (at, text, without) => {
        const altered = cursor.slice(0, at) + text + cursor.slice(at + without);
        fc.pre(altered !== cursor);
        expect(readOf(altered)).toEqual(refused);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '',
    '=',
    'AAAA',
    `${encodeCursor('readings', 1, 'secret')}=`,
    `${encodeCursor('readings', 1, 'secret')} `,
  ])('is refused as %j', (text) => {
    expect(readOf(text)).toEqual(refused);
  });
});
