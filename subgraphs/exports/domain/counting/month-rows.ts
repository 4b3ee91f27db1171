import { readEvery } from '@aqmrg/platform/air-quality/every.ts';
import type { SeriesColumns } from '@aqmrg/platform/ports/series.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { MonthRows } from '../files/pieces-of.ts';
import type { ExportRequest } from '../request/export-request.ts';

/** What there is of an export: readings of each UTC month that has any, cut to the span; and about how many rows they make. */
export interface Counted {
  readonly months: readonly MonthRows[];
  readonly rows: number;
}

/** Readings of one sensor and quantity by UTC month. */
export type MonthCounts = Pick<SeriesColumns, 'starts' | 'counts' | 'lengthsMs'>;

type Wanted = Pick<ExportRequest, 'from' | 'to' | 'layout' | 'average'>;

/** A reading is a row; of averages a bucket is, and there are no more of them than readings. */
const rowsOf = (average: ExportRequest['average']): ((readings: number, lengthMs: number) => number) => {
  const every = average === null ? null : readEvery(average.every);
  if (every === null || 'wrong' in every) return (readings) => readings;
  return (readings, lengthMs) => Math.min(readings, lengthMs / every.aboutMs);
};

/**
 * Counts readings by month, and the rows that they make. In wide rows the quantities of a sensor stand beside each other: there are about as many as of the quantity that has most.
 */
export const createTally = ({ from, to, layout, average }: Wanted) => {
  const months = new Map<EpochMs, { readonly lengthMs: number; readonly readings: number }>();
  const rowsIn = rowsOf(average);
  const together = layout === 'WIDE' ? Math.max : (a: number, b: number) => a + b;
  let rows = 0;

  return {
    /** Adds a sensor: what there is of each quantity. */
    add(quantities: readonly MonthCounts[]): void {
      const rowsByMonth = new Map<EpochMs, number>();
      for (const { starts, counts, lengthsMs } of quantities)
        for (const [at, start] of starts.entries()) {
          const [count, lengthMs] = [counts[at] as number, lengthsMs[at] as number];
          months.set(start, { lengthMs, readings: count + (months.get(start)?.readings ?? 0) });
          rowsByMonth.set(start, together(rowsByMonth.get(start) ?? 0, rowsIn(count, lengthMs)));
        }
      for (const ofMonth of rowsByMonth.values()) rows += ofMonth;
    },
    counted: (): Counted => ({
      months: [...months]
        .sort(([a], [b]) => a - b)
        .map(([start, { lengthMs, readings }]) => ({
          from: Math.max(start, from),
          to: Math.min(start + lengthMs, to),
          rows: readings,
        })),
      rows: Math.ceil(rows),
    }),
  };
};
