import { readEvery } from '@aqmrg/platform/air-quality/every.ts';
import type { ExportRequest } from '../request/export-request.ts';
import { rowsAtMost } from './averages-at-most.ts';
import { type MonthPart, monthOf, monthsOf } from './months.ts';
import { nameOf } from './names.ts';
import { type MonthRows, piecesOf } from './pieces-of.ts';
import type { PieceSpan, Plan, PlannedFile } from './plan.ts';

type Counted = MonthPart & MonthRows;

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

/** The span's months with what they will have. */
const countedMonths = (request: ExportRequest, { sensorIds, months }: Found): readonly Counted[] => {
  const found = Map.groupBy(months, ({ from }) => monthOf(from));
  const capped = (part: PieceSpan, readings: number): number =>
    rowsAtMost(request, { ...part, sensors: sensorIds.length }, readings);
  return monthsOf(request.from, request.to).map((part) => {
    const there = found.get(part.month) ?? [];
    const readings = there.reduce((sum, { rows }) => sum + rows, 0);
    const days = there
      .flatMap((month) => month.days ?? [])
      .map((day) => ({ ...day, rows: capped(day, day.rows) }));
    return { ...part, rows: capped(part, readings), days };
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
