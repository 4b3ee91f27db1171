import { createHash } from 'node:crypto';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { SeriesColumns, SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { type EpochMs, type QualityFlag, qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import { type Counted, createTally } from '../domain/counting/month-rows.ts';
import { quantitiesOf } from '../domain/files/columns.ts';
import { rowsAPiece } from '../domain/files/pieces-of.ts';
import { limits } from '../domain/quota.ts';
import type { ExportRequest } from '../domain/request/export-request.ts';
import { withDays } from './count-days.ts';

interface Ground {
  readonly reader: Pick<SeriesReader, 'series'>;
  readonly cache: Pick<Cache, 'get' | 'set'>;
  readonly now: () => EpochMs;
  /** Months with more rows are counted by day too. */
  readonly mostRows?: number;
}

/** Sensors that are counted in one query: what it answers stays below some megabytes. */
const sensorsAtOnce = 500;
/** Estimates are asked for again and again, as somebody changes a form. */
const rememberedMs = 60_000;

export interface Counting {
  readonly signal: AbortSignal;
  /** Counts what there is now: what a plan leaves out is never written. Default: what was counted a moment ago will do. */
  readonly isAfresh?: boolean;
}

/**
 * What was known a while ago may have been of another quality then: all are counted, so that no month is left out that the export holds.
 */
const countedQuality = ({ quality, asOf }: ExportRequest, now: EpochMs): readonly QualityFlag[] =>
  asOf < now - rememberedMs ? qualityFlags : quality;

const keyOf = (request: ExportRequest, sensors: readonly FileSensor[], quality: readonly QualityFlag[]) => {
  const { from, to, layout, average } = request;
  const asked = [quantitiesOf(request), from, to, layout, average, quality, sensors.map(({ id }) => id)];
  return `exports:months:${createHash('sha256').update(JSON.stringify(asked)).digest('base64url')}`;
};

const months = { kind: 'calendar', days: 0, months: 1 } as const;

/** What there is of an export, month by month, and day by day where a month is more than a piece. */
export const createMonthCounter = ({ reader, cache, now, mostRows = rowsAPiece }: Ground) => {
  const count = async (
    request: ExportRequest,
    sensors: readonly FileSensor[],
    { quality, signal }: { readonly quality: readonly QualityFlag[]; readonly signal: AbortSignal },
  ): Promise<Counted> => {
    const { from, to, version } = request;
    const tally = createTally(request);
    for (let at = 0; at < sensors.length; at += sensorsAtOnce) {
      const slice = sensors.slice(at, at + sensorsAtOnce);
      const groups = slice.map(({ id }) => ({ id, sensorIds: [id], timeZone: 'UTC' }));
      const query = { groups, from, to, every: months, aggregates: [], quality, version };
      const byQuantity: (readonly SeriesColumns[])[] = [];
      // one after the other: others read too
      for (const quantity of quantitiesOf(request))
        byQuantity.push(await reader.series({ ...query, quantity }, signal));
      for (const place of slice.keys())
        tally.add(byQuantity.map((columns) => columns[place] as SeriesColumns));
    }
    const { months: found, rows } = tally.counted();
    // more is refused: no need to look closer
    if (rows > limits.rowsAnExport) return { months: found, rows };
    const sensorIds = sensors.map(({ id }) => id);
    return {
      months: await withDays(reader, request, { months: found, sensorIds, mostRows, quality, signal }),
      rows,
    };
  };

  return async (
    request: ExportRequest,
    sensors: readonly FileSensor[],
    { signal, isAfresh = false }: Counting,
  ): Promise<Counted> => {
    const quality = countedQuality(request, now());
    const key = keyOf(request, sensors, quality);
    const known = isAfresh ? undefined : await cache.get(key).catch(() => undefined);
    if (known !== undefined) return JSON.parse(known) as Counted;
    const counted = await count(request, sensors, { quality, signal });
    // what is not there yet may be there in a moment
    if (counted.rows > 0) await cache.set(key, JSON.stringify(counted), rememberedMs).catch(() => undefined);
    return counted;
  };
};
