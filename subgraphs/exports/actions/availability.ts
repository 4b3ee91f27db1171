import { createHash } from 'node:crypto';
import type { Directory } from '@aqmrg/platform/directory.ts';
import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { type EpochMs, type Quantity, qualityFlags, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import type { Availability } from '../domain/availability.ts';
import { availabilityOf, type QuantityMonths } from '../domain/availability-of.ts';
import { areProblems } from '../domain/problem.ts';
import { findSensorsNow } from './find-sensors.ts';

/** What is asked about; null and left out do not narrow. */
export interface AvailabilityAsked {
  readonly sensorIds?: readonly string[] | null | undefined;
  readonly siteIds?: readonly string[] | null | undefined;
  readonly networkIds?: readonly string[] | null | undefined;
  readonly quantities?: readonly Quantity[] | null | undefined;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

interface Ground {
  readonly reader: Pick<SeriesReader, 'series'>;
  readonly directory: Pick<Directory, 'all' | 'catchUp'>;
  readonly cache: Pick<Cache, 'get' | 'set'>;
  readonly now: () => EpochMs;
}

/** `months` are those of all sensors and quantities together: an answer of some megabytes. */
const most = { sensors: 1_000, years: 20, months: 100_000 };
const dayMs = 86_400_000;
const longestMs = most.years * 366 * dayMs;
/** Months that are over everywhere change when late readings come: for so long nobody sees that. */
const rememberedMs = 300_000;
const isOver = ({ to }: Pick<AvailabilityAsked, 'to'>, now: EpochMs): boolean => {
  const date = new Date(now);
  return to <= Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) - dayMs;
};

const checkSpan = ({ from, to }: AvailabilityAsked): void => {
  if (from >= to) throw badInput('to', 'It must lie after from.');
  if (to - from > longestMs) throw badInput('to', `At most ${most.years} years are told at once.`);
};

/** Rejects with BAD_INPUT where they are not known, or too many. */
const sensorsOf = async (asked: AvailabilityAsked, directory: Ground['directory']) => {
  const { sensorIds = null, siteIds = null, networkIds = null } = asked;
  const found = await findSensorsNow({ sensorIds, siteIds, networkIds, countries: null }, directory);
  if (areProblems(found)) {
    const [first] = found;
    throw badInput(first?.field ?? 'sensorIds', `${first?.reason}. ${first?.next}`);
  }
  if (found.length > most.sensors)
    throw badInput(
      'sensorIds',
      `These are ${found.length} sensors, and ${most.sensors} are told at once: name fewer sensors, sites or networks.`,
    );
  return found;
};

const hashOf = (asked: AvailabilityAsked, sensors: readonly FileSensor[]): string => {
  const { quantities: of, from, to } = asked;
  const about = sensors.map(({ id, timeZone, reportingIntervalMs }) => [id, timeZone, reportingIntervalMs]);
  return createHash('sha256')
    .update(JSON.stringify([of, from, to, about]))
    .digest('base64url');
};

export const createAvailability = ({ reader, directory, cache, now }: Ground) => {
  const look = async (
    asked: AvailabilityAsked,
    sensors: readonly FileSensor[],
    signal: AbortSignal,
  ): Promise<Availability> => {
    const { from, to } = asked;
    const groups = sensors.map(({ id, timeZone }) => ({ id, sensorIds: [id], timeZone }));
    const every = { kind: 'calendar', days: 0, months: 1 } as const;
    const query = { groups, from, to, every, aggregates: [], quality: qualityFlags } as const;
    const found: QuantityMonths[] = [];
    let months = 0;
    for (const quantity of asked.quantities ?? quantities) {
      const columns = await reader.series({ ...query, quantity, version: 'CORRECTED' }, signal);
      for (const { starts } of columns) months += starts.length;
      if (months > most.months)
        throw badInput('to', `These are more than ${most.months} months of sensors: ask for less.`);
      found.push({ quantity, columns });
    }
    // of a month that goes on, what is over counts
    return availabilityOf({ sensors, quantities: found, from, to: Math.min(to, now()) });
  };

  /** What there is, before anything is exported. Rejects with BAD_INPUT where too much is asked, or of sensors that nobody knows. */
  return async (asked: AvailabilityAsked, signal: AbortSignal): Promise<Availability> => {
    checkSpan(asked);
    const sensors = await sensorsOf(asked, directory);
    if (!isOver(asked, now())) return look(asked, sensors, signal);
    const key = `exports:availability:${hashOf(asked, sensors)}`;
    const known = await cache.get(key).catch(() => undefined);
    if (known !== undefined) return JSON.parse(known) as Availability;
    const found = await look(asked, sensors, signal);
    await cache.set(key, JSON.stringify(found), rememberedMs).catch(() => undefined);
    return found;
  };
};
export type TellAvailability = ReturnType<typeof createAvailability>;
