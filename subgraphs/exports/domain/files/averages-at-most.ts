import { readEvery } from '@aqmrg/platform/air-quality/every.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ExportRequest } from '../request/export-request.ts';
import { quantitiesOf } from './columns.ts';

interface Periods {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly sensors: number;
}

/** Averages that a span may have at most: sensors × quantities × periods. */
export const averagesAtMost = (request: ExportRequest, { from, to, sensors }: Periods): number => {
  const every = readEvery(request.average?.every ?? '');
  if ('wrong' in every) return 0;
  return sensors * quantitiesOf(request).length * Math.ceil((to - from) / every.aboutMs);
};

/** Rows that readings of a span make at most: pieces of averages are as large as averages are many. */
export const rowsAtMost = (request: ExportRequest, span: Periods, readings: number): number =>
  request.average === null ? readings : Math.min(readings, averagesAtMost(request, span));
