import type { GeoPoint } from '@aqmrg/platform/air-quality/geo.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs } from '@aqmrg/prisma/sql.ts';
import { type Quantity, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import type { ExternalId, Sensor, Site } from '../domain/sensor.ts';

const { sql } = Prisma;

interface Placed {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const locationOf = ({ latitude, longitude }: Placed): GeoPoint | null =>
  latitude === null || longitude === null ? null : { latitude, longitude };

export interface SensorRow
  extends Omit<Sensor, 'location' | 'quantities' | 'heardQuantities' | 'externalIds'>,
    Placed {
  /** Pairs of quantity and whether it was heard. */
  readonly heard: readonly (readonly [Quantity, boolean])[];
  readonly externalIds: readonly ExternalId[];
}

/** A whole sensor from a row `s` of sensors.sensor: one statement, however many sensors. */
export const sensorColumns = sql`
  s.id, s.name, s.network_id AS "networkId",
  (SELECT n.organisation_id FROM sensors.network n WHERE n.id = s.network_id) AS "organisationId", s.site_id AS "siteId", s.kind, s.maker, s.model, s.latitude, s.longitude,
  s.country, s.time_zone AS "timeZone", s.is_mobile AS "isMobile", s.variant,
  s.reporting_interval_ms AS "reportingIntervalMs", s.license, s.attribution, s.tags,
  ${asMs(sql`s.deployed_from`)} AS "deployedFrom", ${asMs(sql`s.deployed_to`)} AS "deployedTo", s.retired,
  ${asMs(sql`s.last_seen_at`)} AS "lastSeenAt", ${asMs(sql`s.online_until`)} AS "onlineUntil", s.revision,
  COALESCE((SELECT JSON_AGG(JSON_BUILD_ARRAY(q.quantity, q.last_seen_at IS NOT NULL))
            FROM sensors.sensor_quantity q WHERE q.sensor_id = s.id), '[]') AS heard,
  COALESCE((SELECT JSON_AGG(JSON_BUILD_OBJECT('system', e.system, 'id', e.external_id) ORDER BY e.system, e.external_id)
            FROM sensors.sensor_external_id e WHERE e.sensor_id = s.id), '[]') AS "externalIds"`;

export const sensorOf = ({ latitude, longitude, heard, ...rest }: SensorRow): Sensor => {
  const known = new Map(heard);
  return {
    ...rest,
    location: locationOf({ latitude, longitude }),
    quantities: quantities.filter((quantity) => known.has(quantity)),
    heardQuantities: quantities.filter((quantity) => known.get(quantity) === true),
  };
};

/** A network from a row of sensors.network. */
export const networkColumns = sql`id, name, maker, organisation_id AS "organisationId"`;

export type SiteRow = Omit<Site, 'location'> & Placed;

/** A site from a row `s` of sensors.site. */
export const siteColumns = sql`s.id, s.name, s.latitude, s.longitude, s.time_zone AS "timeZone", s.country, s.city`;

export const siteOf = ({ latitude, longitude, ...rest }: SiteRow): Site => ({
  ...rest,
  location: locationOf({ latitude, longitude }),
});
