import {
  type AqiBasis,
  type AqiStandard,
  indexQuantities,
} from '@aqmrg/platform/air-quality/indices/air-quality-index.ts';
import { computeIndex, hoursNeeded } from '@aqmrg/platform/air-quality/indices/index-of.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ReadingsContext } from '../context.ts';
import { exceedances, hoursOfYear } from '../domain/indices/exceedances.ts';
import { checkYear } from './arguments.ts';
import { timeZoneOf } from './series.ts';
import type { ResolversTypes } from './types.generated.ts';

export const aqiOf = async (
  sensorId: string,
  { standard, basis, at }: { standard: AqiStandard; basis: AqiBasis; at: EpochMs },
  context: ReadingsContext,
): Promise<ResolversTypes['AqiResult']> => {
  const question = { standard, basis, at, timeZone: timeZoneOf([sensorId], context) };
  const span = hoursNeeded(question);
  const hours =
    span.from < span.to
      ? await context.load.hourly.load({ sensorIds: [sensorId], quantities: indexQuantities, ...span })
      : [];
  const found = computeIndex({ ...question, hours });
  return 'unavailable' in found
    ? { __typename: 'AqiUnavailable', standard, basis, reason: found.unavailable }
    : { __typename: 'AirQualityIndex', ...found, subIndices: [...found.subIndices] };
};

export const exceedancesOf = async (
  sensorIds: readonly string[],
  { standard, year }: { standard: AqiStandard; year: number },
  context: ReadingsContext,
): Promise<ResolversTypes['Exceedances']> => {
  const timeZone = timeZoneOf(sensorIds, context);
  const span = hoursOfYear(checkYear(year), timeZone);
  const hours = await context.load.hourly.load({ sensorIds, quantities: ['PM25', 'PM10'], ...span });
  const { byQuantity } = exceedances({ standard, year, timeZone, hours });
  return { standard, year, byQuantity: [...byQuantity] };
};
