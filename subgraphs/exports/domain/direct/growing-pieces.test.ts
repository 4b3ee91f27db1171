import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growingPieces } from './growing-pieces.ts';

const minute = 60_000;
const day = 1_440 * minute;
const lengthsOf = (pieces: ReturnType<typeof growingPieces>) => pieces.map(({ from, to }) => to - from);

describe('the pieces of what is answered at once', () => {
  it('grow, so that the first is there soon', () => {
    const span = { from: 0, to: 100 * day };
    const pieces = growingPieces(span, [{ ...span, rows: 100_000 }]);
    expect(lengthsOf(pieces)).toEqual([2 * day, 8 * day, 32 * day, 50 * day, 8 * day]);
  });

  it('are one where there is little', () => {
    const span = { from: 5, to: day };
    expect(growingPieces(span, [{ from: 5, to: day, rows: 1_000 }])).toEqual([span]);
    expect(growingPieces(span, [])).toEqual([span]);
  });

  it('reach over stretches without any', () => {
    const counted = [
      { from: 10 * day, to: 11 * day, rows: 1_440 },
      { from: 20 * day, to: 21 * day, rows: 1_440 },
    ];
    expect(growingPieces({ from: 0, to: 30 * day }, counted)).toEqual([
      { from: 0, to: 20 * day + 560 * minute },
      { from: 20 * day + 560 * minute, to: 30 * day },
    ]);
  });

  it.each([2_480, 2_976, 3_720, 7_440, 14_880, 95_232])(
    'come to an end where minutes are full of rows: %i rows of a month',
    (rows) => {
      const span = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 3, 1) };
      const pieces = growingPieces(span, [{ ...span, rows }]);
      expect(pieces.at(-1)?.to).toBe(span.to);
      expect(pieces.length).toBeLessThan(8);
    },
  );

  it('are all of the span, each instant once, and not many', () => {
    const months = fc.array(fc.tuple(fc.nat({ max: 40 * day }), fc.nat({ max: 200_000 })), { maxLength: 9 });
    fc.assert(
      fc.property(
        fc.nat({ max: day }),
        fc.integer({ min: 1, max: 300 * day }),
        months,
        (from, lengthMs, lengths) => {
          const to = from + lengthMs;
          let at = from;
          const counted = lengths.flatMap(([length, rows]) => {
            const start = at;
            at = Math.min(to, at + length);
            return at > start ? [{ from: start, to: at, rows }] : [];
          });
          const pieces = growingPieces({ from, to }, counted);
          expect(pieces[0]?.from).toBe(from);
          expect(pieces.at(-1)?.to).toBe(to);
          for (const [place, piece] of pieces.entries()) {
            expect(piece.to).toBeGreaterThan(piece.from);
            if (place > 0) expect(piece.from).toBe(pieces[place - 1]?.to);
          }
          const rows = counted.reduce((sum, span) => sum + span.rows, 0);
          expect(pieces.length).toBeLessThan(5 + rows / 50_000 + counted.length);
        },
      ),
    );
  });
});
