import type { SensorKind } from '@aqmrg/schema/events/vocabulary.ts';
import type { Area, Scope } from '../scope.ts';
import { isGiven, numberWithin, type Tell } from './faults.ts';
import type { ScopeInput } from './input.ts';
import { listWithin, wordsWithin } from './lists.ts';

const most = { sensors: 1_000, sites: 200, networks: 50, kinds: 3, countries: 250, tags: 50 };
const latitude = { lowest: -90, highest: 90 };
const longitude = { lowest: -180, highest: 180 };

const readBox = (tell: Tell, box: NonNullable<ScopeInput['box']>): Area | undefined => {
  const south = numberWithin(tell, 'scope.box.south', box.south, latitude);
  const north = numberWithin(tell, 'scope.box.north', box.north, latitude);
  const west = numberWithin(tell, 'scope.box.west', box.west, longitude);
  const east = numberWithin(tell, 'scope.box.east', box.east, longitude);
  if (south === undefined || north === undefined || west === undefined || east === undefined)
    return undefined;
  return south <= north
    ? { kind: 'BOX', south, west, north, east }
    : tell('scope.box', 'OUT_OF_RANGE', `South (${south}) lies north of north (${north})`, 'Swap the two.');
};

/** A millimetre. */
const narrowestKm = 1e-6;

const readCircle = (tell: Tell, circle: NonNullable<ScopeInput['circle']>): Area | undefined => {
  const north = numberWithin(tell, 'scope.circle.latitude', circle.latitude, latitude);
  const east = numberWithin(tell, 'scope.circle.longitude', circle.longitude, longitude);
  const radiusKm = numberWithin(tell, 'scope.circle.radiusKm', circle.radiusKm, {
    lowest: narrowestKm,
    highest: 1_000,
  });
  if (north === undefined || east === undefined || radiusKm === undefined) return undefined;
  return { kind: 'CIRCLE', latitude: north, longitude: east, radiusKm };
};

const readArea = (tell: Tell, { box, circle }: ScopeInput): Area | null | undefined => {
  if (isGiven(box) && isGiven(circle))
    return tell('scope.circle', 'NOT_USED', 'A box is given as well', 'Leave out one of the two.');
  if (isGiven(box)) return readBox(tell, box);
  return isGiven(circle) ? readCircle(tell, circle) : null;
};

const readCountries = (tell: Tell, { countries }: ScopeInput): readonly string[] | null | undefined => {
  const codes = wordsWithin(
    tell,
    'scope.countries',
    countries?.map((code) => code.trim().toUpperCase()),
    most.countries,
  );
  const wrong = codes?.find((code) => !/^[A-Z]{2}$/.test(code));
  return wrong === undefined
    ? codes
    : tell(
        `scope.countries.${codes?.indexOf(wrong)}`,
        'UNKNOWN_ID',
        `${JSON.stringify(wrong)} is no ISO 3166-1 alpha-2 code`,
        'Write two letters: GH.',
      );
};

/** Which sensors. Nothing: every one. */
export const readScope = (tell: Tell, input: ScopeInput): Scope | undefined => {
  const sensorIds = wordsWithin(tell, 'scope.sensorIds', input.sensorIds, most.sensors);
  const siteIds = wordsWithin(tell, 'scope.siteIds', input.siteIds, most.sites);
  const networkIds = wordsWithin(tell, 'scope.networkIds', input.networkIds, most.networks);
  const kinds = listWithin<SensorKind>(tell, 'scope.kinds', input.kinds, most.kinds);
  const countries = readCountries(tell, input);
  const tags = wordsWithin(tell, 'scope.tags', input.tags, most.tags);
  const area = readArea(tell, input);
  if (sensorIds === undefined || siteIds === undefined || networkIds === undefined) return undefined;
  if (kinds === undefined || countries === undefined || tags === undefined || area === undefined)
    return undefined;
  return { sensorIds, siteIds, networkIds, kinds, countries, tags, area };
};
