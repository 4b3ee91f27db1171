import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { type EpochMs, qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import { type Looked, nothingThere } from '../domain/counting/nothing-there.ts';
import { quantitiesOf } from '../domain/files/columns.ts';
import type { Problem } from '../domain/problem.ts';
import type { ExportRequest } from '../domain/request/export-request.ts';

const yearsBack = 20;
const yearMs = 365.25 * 86_400_000;
const months = { kind: 'calendar', days: 0, months: 1 } as const;

/** Looks where there is something of what was asked for, where an export would hold no rows. */
export const createElsewhere = ({
  reader,
  now,
}: {
  readonly reader: Pick<SeriesReader, 'series'>;
  readonly now: () => EpochMs;
}) => {
  const look = async (
    request: ExportRequest,
    sensors: readonly FileSensor[],
    signal: AbortSignal,
  ): Promise<Looked> => {
    const groups = [{ id: 'all', sensorIds: sensors.map(({ id }) => id), timeZone: 'UTC' }];
    const query = { groups, every: months, aggregates: [], quality: qualityFlags, version: request.version };
    const span = { from: Math.floor(now() - yearsBack * yearMs), to: now() };
    const starts: EpochMs[] = [];
    let ofOtherQuality = 0;
    for (const quantity of quantitiesOf(request)) {
      const { from, to } = request;
      const [then] = await reader.series({ ...query, quantity, from, to }, signal);
      for (const count of then?.counts ?? []) ofOtherQuality += count;
      const [ever] = await reader.series({ ...query, quantity, ...span }, signal);
      if (ever && ever.starts.length > 0)
        starts.push(ever.starts[0] as EpochMs, ever.starts.at(-1) as EpochMs);
    }
    const atOtherTimes =
      starts.length === 0 ? null : { first: Math.min(...starts), last: Math.max(...starts) };
    return { ofOtherQuality, atOtherTimes, years: yearsBack };
  };

  return async (
    request: ExportRequest,
    sensors: readonly FileSensor[],
    signal: AbortSignal,
  ): Promise<Problem> => nothingThere(await look(request, sensors, signal));
};
