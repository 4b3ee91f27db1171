import { readEvery } from '@aqmrg/platform/air-quality/every.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ExportRequest } from '../request/export-request.ts';
import { averagesAtMost } from './averages-at-most.ts';
import { type MonthPart, monthOf, monthsOf } from './months.ts';
import { nameOf } from './names.ts';
import type { PieceSpan, Plan, PlannedFile } from './plan.ts';

/** 75 MB at 300 bytes a row. */
export const rowsAPiece = 250_000;
const minuteMs = 60_000;

export interface MonthRows {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly rows: number;
}

interface Counted extends MonthPart {
  readonly rows: number;
}

/** Many rows of one month, in parts of equal length: readings come evenly over a month, about. */
const cut = ({ from, to, rows }: Counted): readonly PieceSpan[] => {
  const count = Math.ceil(rows / rowsAPiece);
  const minutes = Array.from({ length: count - 1 }, (_, n) => {
    const at = from + ((to - from) * (n + 1)) / count;
    return Math.floor(at / minuteMs) * minuteMs;
  });
  const edges = [...new Set([from, ...minutes.filter((at) => at > from && at < to), to])];
  return edges.slice(0, -1).map((at, n) => ({ from: at, to: edges[n + 1] as EpochMs }));
};

/** One after the other, without a gap: months with few rows are taken together, those with many are cut. */
const piecesOf = (months: readonly Counted[]): readonly PieceSpan[] => {
  const pieces: PieceSpan[] = [];
  let open: { from: EpochMs; to: EpochMs; rows: number } | undefined;
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

/** Which file a month is in. */
export const partOf = (
  { split }: ExportRequest,
  { year, month }: Pick<MonthPart, 'year' | 'month'>,
): string => {
  switch (split) {
    case 'WHOLE':
      return '';
    case 'YEAR':
      return year;
    case 'MONTH':
      return month;
    default:
      return split satisfies never;
  }
};

interface Found {
  /** Of all that the scope names, in order. */
  readonly sensorIds: readonly string[];
  /** Readings in each UTC month, clipped to the span; months without any may be left out. */
  readonly months: readonly MonthRows[];
}

/** The span's months with what they will have. Pieces of averages are as large as averages are many, not readings. */
const countedMonths = (request: ExportRequest, { sensorIds, months }: Found): readonly Counted[] => {
  const rows = new Map<string, number>();
  for (const month of months) {
    const name = monthOf(month.from);
    rows.set(name, (rows.get(name) ?? 0) + month.rows);
  }
  return monthsOf(request.from, request.to).map((part) => {
    const there = rows.get(part.month) ?? 0;
    if (request.average === null) return { ...part, rows: there };
    return {
      ...part,
      rows: Math.min(there, averagesAtMost(request, { ...part, sensors: sensorIds.length })),
    };
  });
};

/** How far behind its first moment a period may have its readings: it is a row of where it begins. */
const reachOf = ({ average }: ExportRequest): number => {
  const every = readEvery(average?.every ?? '');
  return 'wrong' in every ? 0 : every.aboutMs;
};

/**
 * Which files an export has, and in which pieces they are written: the whole span in order, each instant in one piece, but for UTC months or years that have no readings, of which there are no
 * files. An export without any has one file all the same.
 */
export const planOf = (request: ExportRequest, found: Found): Plan => {
  const months = countedMonths(request, found);
  const parts = Map.groupBy(months, (month) => partOf(request, month));
  const there = months.filter(({ rows }) => rows > 0);
  const reach = reachOf(request);
  const isFilled = ([, of]: readonly [string, readonly Counted[]]) => {
    const [first, last] = [of[0] as Counted, of.at(-1) as Counted];
    return there.some(({ from }) => from >= first.from && from < last.to + reach);
  };
  const filled = [...parts].filter(isFilled);
  const files: readonly PlannedFile[] = (filled.length > 0 ? filled : [...parts].slice(0, 1)).map(
    ([part, of]) => ({
      name: nameOf(request, part),
      pieces: piecesOf(of),
    }),
  );
  return { sensorIds: found.sensorIds, files };
};
