import type { ExportRequest } from '../request/export-request.ts';
import { estimateOf } from './estimate-of.ts';
import { monthOf } from './months.ts';
import { pieceCompression } from './piece-compression.ts';
import type { MonthRows } from './pieces-of.ts';
import { partOf } from './plan-files.ts';

interface Counted {
  readonly months: readonly MonthRows[];
  readonly rows: number;
}

/** The part of all readings that the largest file has. */
const largestShare = (request: ExportRequest, months: readonly MonthRows[]): number => {
  const byFile = new Map<string, number>();
  let all = 0;
  for (const { from, rows } of months) {
    const month = monthOf(from);
    const file = partOf(request, { year: month.slice(0, 4), month });
    byFile.set(file, (byFile.get(file) ?? 0) + rows);
    all += rows;
  }
  return all === 0 ? 1 : Math.max(...byFile.values()) / all;
};

/** About how much lies on the disk at once while an export is made: the pieces of one file, which go when it is put. */
export const scratchBytesOf = (request: ExportRequest, { months, rows }: Counted): number => {
  const { bytes } = estimateOf({ ...request, compression: pieceCompression(request) }, rows);
  return Math.round(bytes * largestShare(request, months));
};
