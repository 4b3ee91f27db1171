import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { EpochMs, QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';
import { rowsAtMost } from '../domain/files/averages-at-most.ts';
import { quantitiesOf } from '../domain/files/columns.ts';
import type { MonthRows, RowsOf } from '../domain/files/pieces-of.ts';
import type { ExportRequest } from '../domain/request/export-request.ts';

interface Wanted {
  readonly months: readonly MonthRows[];
  readonly sensorIds: readonly string[];
  /** Months with more are counted by day. */
  readonly mostRows: number;
  readonly quality: readonly QualityFlag[];
  readonly signal: AbortSignal;
}

const dayMs = 86_400_000;
const day = { kind: 'fixed', ms: dayMs } as const;

const daysOf = async (
  reader: Pick<SeriesReader, 'series'>,
  request: ExportRequest,
  month: MonthRows,
  { sensorIds, quality, signal }: Wanted,
): Promise<readonly RowsOf[]> => {
  const rows = new Map<EpochMs, number>();
  const query = {
    groups: [{ id: 'all', sensorIds, timeZone: 'UTC' }],
    ...{ from: month.from, to: request.to, startsBefore: month.to, every: day },
    ...{ aggregates: [], quality, version: request.version },
  };
  // one after the other: others read too
  for (const quantity of quantitiesOf(request))
    for (const { starts, counts } of await reader.series({ ...query, quantity }, signal))
      for (const [at, start] of starts.entries())
        rows.set(start, (rows.get(start) ?? 0) + (counts[at] as number));
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([start, rows]) => ({
      from: Math.max(start, month.from),
      to: Math.min(start + dayMs, month.to),
      rows,
    }));
};

/** Sensors that begin on the last of a month make all of its rows on that day: full months are counted by UTC day. */
export const withDays = async (
  reader: Pick<SeriesReader, 'series'>,
  request: ExportRequest,
  wanted: Wanted,
): Promise<readonly MonthRows[]> => {
  const { months, sensorIds, mostRows } = wanted;
  const counted: MonthRows[] = [];
  for (const month of months) {
    const isFull = rowsAtMost(request, { ...month, sensors: sensorIds.length }, month.rows) > mostRows;
    counted.push(isFull ? { ...month, days: await daysOf(reader, request, month, wanted) } : month);
  }
  return counted;
};
