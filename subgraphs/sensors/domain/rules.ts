import { durationMs } from '@aqmrg/platform/air-quality/duration.ts';
import type { BoundingBox, Circle, GeoPoint } from '@aqmrg/platform/air-quality/geo.ts';
import { timeZoneName } from '@aqmrg/platform/air-quality/time-zone.ts';
import { type Quantity, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { fault, fits, type Rule } from './checking.ts';
import { isCountry } from './country.ts';
import type { ExternalId } from './sensor.ts';
import { isSlug, slugOf } from './slug.ts';

// The stores refuse NUL, and a name with a line break in it breaks every list it stands in.
const hasControls = (value: string): boolean => /\p{Cc}/u.test(value) || !value.isWellFormed();

/** Text of 1 to `longest` characters, trimmed, in Unicode's composed form. */
export const text =
  (longest: number): Rule<string, string> =>
  (value) => {
    const kept = value.trim().normalize('NFC');
    if (kept === '') return fault('It must not be empty.');
    if (kept.length > longest) return fault(`It must have at most ${longest} characters.`);
    return hasControls(kept) ? fault('It must not hold control characters.') : fits(kept);
  };

export const slug: Rule<string, string> = (value) =>
  isSlug(value) ? fits(value) : fault('It must be 1 to 64 of a–z, 0–9, - and _.');

/** An id, or the one that the name makes. */
export const slugOrName =
  (name: string): Rule<string | null | undefined, string> =>
  (value) => {
    if (value !== null && value !== undefined) return slug(value);
    const made = slugOf(name);
    return made === '' ? fault('No id can be made from this name: give one.') : fits(made);
  };

export const country: Rule<string, string> = (value) => {
  const code = value.trim().toUpperCase();
  return isCountry(code) ? fits(code) : fault('It must be an ISO 3166-1 alpha-2 code, such as GH.');
};

export const timeZone: Rule<string, string> = (value) => {
  const name = timeZoneName(value.trim());
  return name === undefined ? fault('It must be an IANA time zone, such as Africa/Accra.') : fits(name);
};

/** A tenth of a millimetre. Finer differences are noise, and squared they fall below what a database can hold. */
const stepsPerDegree = 1e9;

const degrees =
  (limit: number): Rule<number, number> =>
  (value) =>
    Math.abs(value) <= limit
      ? // + 0: minus zero is the same place, and is to be written the same
        fits(Math.round(value * stepsPerDegree) / stepsPerDegree + 0)
      : fault(`It must lie between −${limit} and ${limit} degrees.`);

const latitude = degrees(90);
const longitude = degrees(180);

export const point: Rule<GeoPoint, GeoPoint> = (value) => {
  const lat = latitude(value.latitude);
  if ('fault' in lat) return fault('The latitude must lie between −90 and 90 degrees.');
  const lon = longitude(value.longitude);
  if ('fault' in lon) return fault('The longitude must lie between −180 and 180 degrees.');
  return fits({ latitude: lat.fits, longitude: lon.fits });
};

export const box: Rule<BoundingBox, BoundingBox> = (value) => {
  const southWest = point({ latitude: value.south, longitude: value.west });
  if ('fault' in southWest) return southWest;
  const northEast = point({ latitude: value.north, longitude: value.east });
  if ('fault' in northEast) return northEast;
  const { latitude: south, longitude: west } = southWest.fits;
  const { latitude: north, longitude: east } = northEast.fits;
  return south <= north ? fits({ south, west, north, east }) : fault('South must not lie north of north.');
};

/** Half of the Earth's circumference is 20,015 km. */
const widestKm = 20_000;
/** A millimetre. */
const narrowestKm = 1e-6;

export const circle: Rule<Circle, Circle> = ({ lat, lon, radiusKm }) => {
  const centre = point({ latitude: lat, longitude: lon });
  if ('fault' in centre) return centre;
  const { latitude, longitude } = centre.fits;
  return radiusKm > 0 && radiusKm <= widestKm
    ? fits({ lat: latitude, lon: longitude, radiusKm: Math.max(radiusKm, narrowestKm) })
    : fault('The radius must be more than 0 and at most 20,000 km.');
};

const second = 1_000;
const day = 86_400_000;

/** ISO 8601 text → milliseconds, whole. */
export const reportingInterval: Rule<string, number> = (value) => {
  const ms = durationMs(value);
  return ms !== undefined && ms >= second && ms <= day && Number.isInteger(ms)
    ? fits(ms)
    : fault('It must be a duration of one second to one day, such as PT1H.');
};

export const quantityList: Rule<readonly Quantity[], readonly Quantity[]> = (values) => {
  const given = new Set(values);
  return fits(quantities.filter((quantity) => given.has(quantity)));
};

export const mostTags = 20;
export const isTag = (value: string): boolean => /^[a-z0-9-]{1,40}$/.test(value);

export const tagList: Rule<readonly string[], readonly string[]> = (values) => {
  const kept = [...new Set(values)].sort();
  if (!kept.every(isTag)) return fault('Each must be 1 to 40 of a–z, 0–9 and -.');
  return kept.length <= mostTags ? fits(kept) : fault(`At most ${mostTags} are kept.`);
};

const mostExternalIds = 32;
const system: Rule<string, string> = (value) =>
  /^[a-z0-9._-]{1,40}$/.test(value)
    ? fits(value)
    : fault('The system must be 1 to 40 of a–z, 0–9, ., - and _.');
const externalId = text(128);

export const externalIdList: Rule<readonly ExternalId[], readonly ExternalId[]> = (values) => {
  const kept = new Map<string, ExternalId>();
  for (const value of values) {
    const read = { system: system(value.system), id: externalId(value.id) };
    if ('fault' in read.system) return read.system;
    if ('fault' in read.id) return fault(`The id in ${value.system}: ${read.id.fault}`);
    kept.set(JSON.stringify([read.system.fits, read.id.fits]), {
      system: read.system.fits,
      id: read.id.fits,
    });
  }
  return kept.size <= mostExternalIds
    ? fits([...kept.values()])
    : fault(`At most ${mostExternalIds} are kept.`);
};
