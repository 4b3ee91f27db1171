import type { GeoPoint } from '@aqmrg/platform/air-quality/geo.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs, Quantity, SensorKind, Variant } from '@aqmrg/schema/events/vocabulary.ts';

/** Sensors that are run together. */
export interface Network {
  readonly id: string;
  readonly name: string;
  readonly maker: string | null;
  /** Whose it is; null: nobody's in particular. Which organisations there are is auth's to know: any slug is taken here. */
  readonly organisationId: string | null;
}

/**
 * Whether a registration says what the registry already holds. One that names no organisation says nothing of it: a network
 * that was given to one since is the same network.
 */
export const isSameNetwork = (known: Network, said: Network): boolean =>
  known.name === said.name &&
  known.maker === said.maker &&
  (said.organisationId === null || known.organisationId === said.organisationId);

/** A place where sensors stand. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly location: GeoPoint | null;
  /** IANA name. */
  readonly timeZone: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly city: string | null;
}

/** The name of a sensor in another system. */
export interface ExternalId {
  readonly system: string;
  readonly id: string;
}

/** What people say of a sensor, checked and with the site's defaults filled in. */
export interface SensorContent {
  readonly id: string;
  readonly name: string;
  readonly networkId: string;
  readonly siteId: string | null;
  readonly kind: SensorKind;
  readonly maker: string | null;
  readonly model: string | null;
  readonly externalIds: readonly ExternalId[];
  readonly location: GeoPoint | null;
  readonly country: string | null;
  readonly isMobile: boolean;
  readonly quantities: readonly Quantity[];
  readonly variant: Variant | null;
  readonly reportingIntervalMs: number | null;
  /** Each once, in the order of the alphabet. */
  readonly tags: readonly string[];
  readonly timeZone: string | null;
  readonly license: string | null;
  readonly attribution: string | null;
  readonly deployedFrom: EpochMs | null;
}

/** A sensor as the registry keeps it. `quantities` holds the declared and the heard ones. */
export interface Sensor extends SensorContent {
  readonly heardQuantities: readonly Quantity[];
  /** Of its network. */
  readonly organisationId: string | null;
  readonly deployedTo: EpochMs | null;
  readonly retired: boolean;
  /** End of the period of its newest reading. */
  readonly lastSeenAt: EpochMs | null;
  readonly onlineUntil: EpochMs | null;
  /** Counts its changes, from 1. */
  readonly revision: number;
}

/** The defaults that a sensor takes from its site where it says nothing itself. */
export const withSiteDefaults = (sensor: SensorContent, site: Site | undefined): SensorContent =>
  site === undefined
    ? sensor
    : {
        ...sensor,
        location: sensor.location ?? site.location,
        country: sensor.country ?? site.country,
        timeZone: sensor.timeZone ?? site.timeZone,
      };

const comparable = (content: SensorContent, quantities: Iterable<Quantity>): string =>
  JSON.stringify([
    content.id,
    content.name,
    content.networkId,
    content.siteId,
    content.kind,
    content.maker,
    content.model,
    content.externalIds.map(({ system, id }) => JSON.stringify([system, id])).sort(),
    content.location && [content.location.latitude, content.location.longitude],
    content.country,
    content.isMobile,
    [...new Set(quantities)].sort(),
    content.variant,
    content.reportingIntervalMs,
    content.tags,
    content.timeZone,
    content.license,
    content.attribution,
    content.deployedFrom,
  ]);

/**
 * Whether a registration says what the registry already holds. A quantity that was only heard does not make a difference:
 * had the registration come first, hearing it would have led to the same state.
 */
export const saysTheSame = (known: Sensor, said: SensorContent): boolean =>
  comparable(known, known.quantities) === comparable(said, [...said.quantities, ...known.heardQuantities]);

/** What other rooms are told of a sensor. */
export const changeOf = (sensor: Sensor): SensorChanged => ({
  sensorId: sensor.id,
  revision: sensor.revision,
  name: sensor.name,
  networkId: sensor.networkId,
  organisation: sensor.organisationId,
  siteId: sensor.siteId,
  kind: sensor.kind,
  maker: sensor.maker,
  model: sensor.model,
  country: sensor.country,
  timeZone: sensor.timeZone,
  location: sensor.location,
  quantities: [...sensor.quantities],
  variant: sensor.variant,
  reportingIntervalMs: sensor.reportingIntervalMs,
  license: sensor.license,
  attribution: sensor.attribution,
  tags: [...sensor.tags],
  retired: sensor.retired,
});
