import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { PieceSpan } from '../files/plan.ts';

/** About how many rows there are of a stretch of time. */
export interface CountedSpan extends PieceSpan {
  readonly rows: number;
}

/** The first piece is there at once; each behind it takes longer, while the one before is being sent. */
const rowsOfFirst = 2_000;
const growth = 4;
const mostRows = 50_000;

const minuteMs = 60_000;

/** The instant at which about so many rows of a stretch lie behind `at`: on a whole minute, and further on in any case. */
const behind = (at: EpochMs, wanted: number, { from, to, rows }: CountedSpan): EpochMs => {
  const lengthMs = (wanted / Math.max(1, rows)) * (to - from);
  // what is left to want may be less than a minute's worth, and less than a number this large can tell
  const next = Math.floor(at / minuteMs) * minuteMs + minuteMs;
  return Math.min(to, Math.max(next, Math.ceil((at + lengthMs) / minuteMs) * minuteMs));
};

/**
 * Pieces of [from, to), one after the other without a gap, the first of which is small. `counted` is in order; where it tells of nothing, little is expected,
 * but nothing is left out.
 */
export const growingPieces = (
  { from, to }: PieceSpan,
  counted: readonly CountedSpan[],
): readonly PieceSpan[] => {
  const pieces: PieceSpan[] = [];
  let wanted = rowsOfFirst;
  let start = from;
  let held = 0;
  const cut = (at: EpochMs): void => {
    pieces.push({ from: start, to: at });
    start = at;
    held = 0;
    wanted = Math.min(wanted * growth, mostRows);
  };
  for (const span of counted) {
    let at = Math.max(start, span.from);
    while (at < span.to) {
      const end = behind(at, wanted - held, span);
      held += ((end - at) / (span.to - span.from)) * span.rows;
      at = end;
      if (held >= wanted && at < to) cut(at);
    }
  }
  if (start < to) pieces.push({ from: start, to });
  return pieces;
};
