import { coverage } from '@aqmrg/platform/air-quality/coverage.ts';
import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { SeriesColumns, SeriesQuery } from '@aqmrg/platform/ports/series.ts';
import type { EpochMs, Unit } from '@aqmrg/schema/events/vocabulary.ts';
import type { ReadingsContext } from '../context.ts';
import {
  checkPeriods,
  checkShare,
  checkSome,
  checkSpan,
  checkTimeZone,
  everyOf,
  isTimeZone,
} from './arguments.ts';
import type { Aggregate, SensorSeriesArgs } from './types.generated.ts';

/** A series in columns; its points are made where they are asked for. */
export interface SeriesAnswer {
  readonly unit: Unit;
  readonly every: string;
  readonly aggregates: Aggregate[];
  readonly starts: EpochMs[];
  readonly columns: (number | null)[][];
  readonly coverage: number[];
}

/** One sensor, or all sensors of a site. */
export interface SeriesOf {
  readonly id: string;
  readonly sensorIds: readonly string[];
}

/** Of the first sensor that has one, else UTC. */
export const timeZoneOf = (
  sensorIds: readonly string[],
  { directory }: Pick<ReadingsContext, 'directory'>,
): string =>
  sensorIds.map((id) => directory.find(id)?.timeZone).find((zone) => zone && isTimeZone(zone)) ?? 'UTC';

/** Share of each period that the readings of one sensor cover. */
const sharesOf = (
  { starts, counts, lengthsMs, coveredMs }: SeriesColumns,
  sensorId: string,
  { directory }: ReadingsContext,
): number[] => {
  const interval = directory.find(sensorId)?.reportingIntervalMs ?? null;
  return starts.map((_, i) => coverage(counts[i] ?? 0, lengthsMs[i] ?? 0, interval, coveredMs[i] ?? 0));
};

/** Of several sensors the one that covers a period best counts: those side by side do not add up to more time. */
const bestShares = (
  starts: readonly EpochMs[],
  each: readonly { readonly starts: readonly EpochMs[]; readonly shares: readonly number[] }[],
): number[] => {
  const best = new Map<EpochMs, number>();
  for (const one of each) {
    for (const [i, start] of one.starts.entries()) {
      best.set(start, Math.max(one.shares[i] ?? 0, best.get(start) ?? 0));
    }
  }
  return starts.map((start) => best.get(start) ?? 0);
};

const queryOf = (args: SensorSeriesArgs): Omit<SeriesQuery, 'groups'> => {
  const { quantity, from, to } = args;
  const every = everyOf(args.every);
  checkSpan(from, to);
  checkPeriods(from, to, every);
  return {
    quantity,
    from,
    to,
    every: every.length,
    aggregates: checkSome('aggregates', args.aggregates ?? ['MEAN']),
    quality: checkSome('quality', args.quality ?? ['GOOD', 'UNKNOWN']),
    version: args.version ?? 'CORRECTED',
  };
};

/** Pooled readings of one or several sensors; null where the coverage of a period is too small. */
export const seriesOf = async (
  { id, sensorIds }: SeriesOf,
  args: SensorSeriesArgs,
  context: ReadingsContext,
): Promise<SeriesAnswer> => {
  const query = queryOf(args);
  const minCoverage = checkShare('minCoverage', args.minCoverage ?? 0.75);
  const timeZone = args.timeZone ? checkTimeZone(args.timeZone) : timeZoneOf(sensorIds, context);
  const load = (name: string, ids: readonly string[]) =>
    context.load.series.load({ group: { id: `${name} ${timeZone}`, sensorIds: ids, timeZone }, query });

  const single = Promise.all(sensorIds.map((one) => load(`sensor ${one}`, [one])));
  const pooled = sensorIds.length > 1 ? await load(id, sensorIds) : (await single)[0];
  const each = (await single).flatMap((columns, at) =>
    columns ? { starts: columns.starts, shares: sharesOf(columns, sensorIds[at] as string, context) } : [],
  );
  const starts = [...(pooled?.starts ?? [])];
  const shares = each.length === 1 ? (each[0]?.shares ?? []) : bestShares(starts, each);

  const aggregates = args.aggregates ?? ['MEAN'];
  const columns = aggregates.map((aggregate) => {
    const column = pooled?.columns[query.aggregates.indexOf(aggregate)] ?? [];
    if (aggregate === 'COUNT') return [...column];
    return column.map((value, at) => ((shares[at] ?? 0) < minCoverage ? null : value));
  });
  return {
    unit: canonicalUnit(query.quantity),
    every: args.every,
    aggregates: [...aggregates],
    starts,
    columns,
    coverage: shares,
  };
};

export const pointsOf = ({ starts, columns, coverage: shares }: SeriesAnswer) =>
  starts.map((periodStart, at) => ({
    periodStart,
    values: columns.map((column) => column[at] ?? null),
    coverage: shares[at] as number,
  }));
