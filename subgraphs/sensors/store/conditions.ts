import {
  type BoundingBox,
  boxAround,
  type Circle,
  earthRadiusKm,
  type GeoPoint,
  longitudeSpans,
} from '@aqmrg/platform/air-quality/geo.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { SensorFilter, SiteFilter } from '../domain/filter.ts';
import type { Place } from './page.ts';

const { sql, join } = Prisma;

export const every = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? sql`TRUE` : join([...conditions], ' AND ');

/** The haversine formula of `platform/air-quality/geo.ts`, kilometres, from a row `s` to a point. */
export const distanceTo = ({ latitude, longitude }: GeoPoint): Prisma.Sql => sql`(
  2 * ${earthRadiusKm}::float8 * ASIN(LEAST(1, SQRT(
    POWER(SIN(RADIANS(s.latitude - ${latitude}::float8) / 2), 2)
    + COS(RADIANS(${latitude}::float8)) * COS(RADIANS(s.latitude))
      * POWER(SIN(RADIANS(s.longitude - ${longitude}::float8) / 2), 2)
  ))))`;

const inside = (box: BoundingBox): Prisma.Sql => {
  const spans = longitudeSpans(box).map(
    ([west, east]) => sql`s.longitude BETWEEN ${west}::float8 AND ${east}::float8`,
  );
  return sql`(s.latitude BETWEEN ${box.south}::float8 AND ${box.north}::float8 AND (${join(spans, ' OR ')}))`;
};

// The box lets an index speak first; the haversine decides.
export const within = (circle: Circle): Prisma.Sql =>
  sql`(${inside(boxAround(circle))}
    AND ${distanceTo({ latitude: circle.lat, longitude: circle.lon })} <= ${circle.radiusKm}::float8)`;

/** A LIKE pattern that means the text itself, anywhere. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const sensorText = (text: string): Prisma.Sql => sql`(
  s.name ILIKE ${containing(text)} OR s.id ILIKE ${containing(text)}
  OR EXISTS (SELECT FROM sensors.sensor_external_id e
             WHERE e.sensor_id = s.id AND e.external_id ILIKE ${containing(text)}))`;

const withStatus = (status: NonNullable<SensorFilter['status']>, now: EpochMs): Prisma.Sql => {
  switch (status) {
    case 'RETIRED':
      return sql`s.retired`;
    case 'ONLINE':
      return sql`(NOT s.retired AND s.online_until >= ${instant(now)})`;
    case 'OFFLINE':
      return sql`(NOT s.retired AND COALESCE(s.online_until < ${instant(now)}, TRUE))`;
    default:
      throw status satisfies never;
  }
};

const asked = <T>(value: T | null, condition: (value: T) => Prisma.Sql): Prisma.Sql[] =>
  value === null ? [] : [condition(value)];

/** Conditions on a row `s` of sensors.sensor. */
export const sensorConditions = (filter: SensorFilter, now: EpochMs): Prisma.Sql[] => [
  ...asked(filter.ids, (ids) => sql`s.id = ANY(${[...ids]}::text[])`),
  ...asked(filter.network, (id) => sql`s.network_id = ${id}`),
  ...asked(filter.site, (id) => sql`s.site_id = ${id}`),
  ...asked(filter.country, (code) => sql`s.country = ${code}`),
  ...asked(filter.kind, (kind) => sql`s.kind = ${kind}`),
  ...asked(filter.status, (status) => withStatus(status, now)),
  ...asked(
    filter.quantity,
    (quantity) =>
      sql`EXISTS (SELECT FROM sensors.sensor_quantity q WHERE q.sensor_id = s.id AND q.quantity = ${quantity})`,
  ),
  ...asked(filter.tags, (tags) => sql`s.tags && ${[...tags]}::text[]`),
  ...asked(filter.bbox, inside),
  ...asked(filter.near, within),
  ...asked(filter.text, sensorText),
];

/** Conditions on a row `s` of sensors.site. */
export const siteConditions = (filter: SiteFilter): Prisma.Sql[] => [
  ...asked(
    filter.network,
    (id) => sql`EXISTS (SELECT FROM sensors.sensor n WHERE n.site_id = s.id AND n.network_id = ${id})`,
  ),
  ...asked(filter.country, (code) => sql`s.country = ${code}`),
  ...asked(filter.bbox, inside),
  ...asked(filter.near, within),
  ...asked(
    filter.text,
    (text) =>
      sql`(s.name ILIKE ${containing(text)} OR s.id ILIKE ${containing(text)} OR s.city ILIKE ${containing(text)})`,
  ),
];

export const behind = (place: Place | null): Prisma.Sql[] =>
  asked(place, ({ name, id }) => sql`(s.name, s.id) > (${name}, ${id})`);
