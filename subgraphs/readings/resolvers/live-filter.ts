import type { AqiStandard } from '@aqmrg/platform/air-quality/indices/air-quality-index.ts';
import type { Directory } from '@aqmrg/platform/directory.ts';
import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { LiveWish } from '@aqmrg/platform/live/reader.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type BoundingBox, boxFault, contains } from '../domain/bounding-box.ts';
import { createDeadband, type Deadband } from '../domain/deadband.ts';
import { currentCategories } from '../domain/indices/level.ts';
import type { LiveChange } from '../store/accepted.ts';
import type { LiveLevels } from '../store/live-levels.ts';
import type { ReadingFilter } from './types.generated.ts';

interface Ground {
  readonly directory: Directory;
  readonly liveLevels: LiveLevels;
}

type Test = (reading: Reading) => boolean;
type Given<T> = T | null | undefined;

const maxListed = 1_000;
/** Sensors whose last value a stream with minChange remembers. */
const maxRemembered = 100_000;

const setOf = <T>(name: keyof ReadingFilter, list: Given<readonly T[]>): ReadonlySet<T> | undefined => {
  if (list === null || list === undefined) return undefined;
  if (list.length <= maxListed) return new Set(list);
  throw badInput(`filter.${name}`, `filter.${name} names ${list.length}, more than ${maxListed}.`);
};

const boxOf = (box: Given<BoundingBox>): BoundingBox | undefined => {
  if (box === null || box === undefined) return undefined;
  const fault = boxFault(box);
  if (fault === null) return box;
  throw badInput(`filter.bbox.${fault.edge}`, `filter.bbox.${fault.edge} ${fault.why}.`);
};

interface Level {
  readonly standard: AqiStandard;
  readonly atLeast: number;
}

const levelAsked = (aqi: ReadingFilter['aqi']): Level | undefined => {
  if (aqi === null || aqi === undefined) return undefined;
  const standard = aqi.standard ?? 'US_EPA';
  const categories = currentCategories(standard);
  if (categories.length === 0)
    throw badInput('filter.aqi.standard', `${standard} has no index of now: use US_EPA or EU.`);
  const atLeast = categories.indexOf(aqi.atLeast);
  if (atLeast >= 0) return { standard, atLeast };
  const named = categories.map((name) => `"${name}"`).join(', ');
  throw badInput('filter.aqi.atLeast', `filter.aqi.atLeast is no category of ${standard}: send ${named}.`);
};

const deadbandOf = (
  minChange: Given<number>,
  asked: ReadonlySet<unknown> | undefined,
): Deadband | undefined => {
  if (minChange === null || minChange === undefined) return undefined;
  if (!(minChange > 0 && Number.isFinite(minChange)))
    throw badInput('filter.minChange', `filter.minChange is more than 0, not ${minChange}.`);
  if (asked?.size !== 1)
    throw badInput(
      'filter.minChange',
      'filter.minChange needs exactly one quantity in filter.quantities: quantities have different units.',
    );
  return createDeadband(minChange, maxRemembered);
};

/** What the directory says of a sensor is looked up for each reading: a sensor may move while a subscription lasts. */
const testOf = (filter: ReadingFilter, directory: Directory): Test => {
  const sensorIds = setOf('sensorIds', filter.sensorIds);
  const siteIds = setOf('siteIds', filter.siteIds);
  const networkIds = setOf('networkIds', filter.networkIds);
  const quantities = setOf('quantities', filter.quantities);
  const box = boxOf(filter.bbox);
  const needsSensor = siteIds !== undefined || networkIds !== undefined || box !== undefined;
  return ({ sensorId, quantity }) => {
    if (sensorIds && !sensorIds.has(sensorId)) return false;
    if (quantities && !quantities.has(quantity)) return false;
    if (!needsSensor) return true;
    const sensor = directory.find(sensorId);
    if (sensor === undefined) return false;
    if (siteIds && (sensor.siteId === null || !siteIds.has(sensor.siteId))) return false;
    if (networkIds && !networkIds.has(sensor.networkId)) return false;
    return box === undefined || (sensor.location !== null && contains(box, sensor.location));
  };
};

const momentOf = ({ sensorId, periodEnd }: Reading): string => `${periodEnd} ${sensorId}`;

/** What a filter lets through, cheapest test first; BAD_INPUT names the field that makes no sense. */
export const wishOf = (filter: ReadingFilter, { directory, liveLevels }: Ground): LiveWish<LiveChange> => {
  const test = testOf(filter, directory);
  const level = levelAsked(filter.aqi);
  const differs = deadbandOf(filter.minChange, filter.quantities ? new Set(filter.quantities) : undefined);
  const isFar: Test = differs ? ({ sensorId, value }) => differs(sensorId, value) : () => true;
  if (level === undefined) return { matches: ({ reading }) => test(reading) && isFar(reading) };

  const { standard, atLeast } = level;
  let levels = new Map<string, number | null>();
  const isBad: Test = (reading) => (levels.get(momentOf(reading)) ?? -1) >= atLeast;
  return {
    matches: ({ reading }) => test(reading) && isBad(reading) && isFar(reading),
    async prepare(records, stored) {
      const asked = new Map<string, Promise<number | null>>();
      for (const { position, entries } of records) {
        for (const { reading } of entries) {
          const moment = momentOf(reading);
          if (asked.has(moment) || !test(reading)) continue;
          const question = { standard, sensorId: reading.sensorId, at: reading.periodEnd };
          asked.set(moment, liveLevels.find(question, position, stored[position.partition] ?? 0));
        }
      }
      const found = await Promise.all(
        [...asked].map(async ([moment, answer]) => [moment, await answer] as const),
      );
      levels = new Map(found);
    },
  };
};
