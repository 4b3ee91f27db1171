import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { PieceSpan } from './plan.ts';

/** 75 MB at 300 bytes a row. */
export const rowsAPiece = 250_000;
const minuteMs = 60_000;

export interface RowsOf extends PieceSpan {
  readonly rows: number;
}

export interface MonthRows extends RowsOf {
  /** Where more are in the month than a piece holds: UTC days that have any, in order, cut to the month. */
  readonly days?: readonly RowsOf[];
}

/** When so many of the rows have begun: readings come evenly over a day, about, and need not over a month. */
const whenBegun = (parts: readonly RowsOf[], wanted: number, { to: end }: PieceSpan): EpochMs => {
  let before = 0;
  for (const { from, to, rows } of parts) {
    if (before + rows >= wanted) return from + ((to - from) * (wanted - before)) / rows;
    before += rows;
  }
  return end;
};

/** Many rows of one month, in parts of about as many rows each. */
const cut = (month: MonthRows): readonly PieceSpan[] => {
  const { from, to } = month;
  const parts = (month.days ?? []).length > 0 ? (month.days as readonly RowsOf[]) : [month];
  const counted = parts.reduce((sum, { rows }) => sum + rows, 0);
  const count = Math.ceil(Math.min(month.rows, counted) / rowsAPiece);
  const minutes = Array.from({ length: Math.max(0, count - 1) }, (_, n) => {
    const at = whenBegun(parts, (counted * (n + 1)) / count, month);
    return Math.floor(at / minuteMs) * minuteMs;
  });
  const edges = [...new Set([from, ...minutes.filter((at) => at > from && at < to), to])];
  return edges.slice(0, -1).map((at, n) => ({ from: at, to: edges[n + 1] as EpochMs }));
};

/** One after the other, without a gap: months with few rows are taken together, those with many are cut. */
export const piecesOf = (months: readonly MonthRows[]): readonly PieceSpan[] => {
  const pieces: PieceSpan[] = [];
  let open: RowsOf | undefined;
  const close = () => {
    if (open) pieces.push({ from: open.from, to: open.to });
    open = undefined;
  };
  for (const month of months) {
    if (open && open.rows + month.rows > rowsAPiece) close();
    if (month.rows > rowsAPiece) pieces.push(...cut(month));
    else open = { from: open?.from ?? month.from, to: month.to, rows: (open?.rows ?? 0) + month.rows };
  }
  close();
  return pieces;
};
