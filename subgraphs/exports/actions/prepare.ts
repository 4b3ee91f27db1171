import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Counted } from '../domain/counting/month-rows.ts';
import type { Estimate } from '../domain/export-job.ts';
import { estimateOf } from '../domain/files/estimate-of.ts';
import { scratchBytesOf } from '../domain/files/scratch-bytes.ts';
import { areProblems, type Problem } from '../domain/problem.ts';
import { sizeProblems } from '../domain/quota.ts';
import type { ExportRequest } from '../domain/request/export-request.ts';
import { readRequest } from '../domain/request/read-request.ts';
import type { RequestInput } from '../domain/request/request-input.ts';
import { type Counting, createMonthCounter } from './count-months.ts';
import { findSensorsNow } from './find-sensors.ts';
import { createElsewhere } from './look-elsewhere.ts';

export interface PreparationGround {
  readonly directory: Pick<Directory, 'all' | 'catchUp'>;
  readonly reader: Pick<SeriesReader, 'series'>;
  readonly cache: Pick<Cache, 'get' | 'set'>;
  readonly now: () => EpochMs;
}

/** What was understood of what somebody asked for, and about how much it is: a row at least. */
export interface Prepared {
  readonly request: ExportRequest;
  readonly sensors: readonly FileSensor[];
  readonly months: Counted['months'];
  readonly estimate: Estimate;
}

export const createPreparation = (ground: PreparationGround) => {
  const { directory, now } = ground;
  const countMonths = createMonthCounter(ground);
  const lookElsewhere = createElsewhere(ground);

  return async (input: RequestInput, counting: Counting): Promise<Prepared | readonly Problem[]> => {
    const request = readRequest(input, now());
    if (areProblems(request)) return request;
    const sensors = await findSensorsNow(request, directory);
    if (areProblems(sensors)) return sensors;
    const counted = await countMonths(request, sensors, counting);
    const { months, rows } = counted;
    if (rows === 0) return [await lookElsewhere(request, sensors, counting.signal)];
    const estimate = estimateOf(request, rows);
    const size = { rows, scratchBytes: scratchBytesOf(request, counted) };
    const problems = sizeProblems(request, size, sensors.length);
    return problems.length > 0 ? problems : { request, sensors, months, estimate };
  };
};
export type Prepare = ReturnType<typeof createPreparation>;
