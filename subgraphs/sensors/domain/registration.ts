import type { GeoPoint } from '@aqmrg/platform/air-quality/geo.ts';
import type { EpochMs, Quantity, SensorKind, Variant } from '@aqmrg/schema/events/vocabulary.ts';
import { type Checked, checked, optional } from './checking.ts';
import {
  country,
  externalIdList,
  point,
  quantityList,
  reportingInterval,
  slug,
  slugOrName,
  tagList,
  text,
  timeZone,
} from './rules.ts';
import type { ExternalId, Network, SensorContent, Site } from './sensor.ts';

type Maybe<T> = T | null | undefined;

export interface NetworkRegistration {
  readonly id: string;
  readonly name: string;
  readonly maker?: Maybe<string>;
  readonly organisationId?: Maybe<string>;
}

export interface SiteRegistration {
  readonly id: string;
  readonly name: string;
  readonly location?: Maybe<GeoPoint>;
  readonly timeZone?: Maybe<string>;
  readonly country?: Maybe<string>;
  readonly city?: Maybe<string>;
}

export interface SensorRegistration {
  /** Made from the name where it is left out. */
  readonly id?: Maybe<string>;
  readonly name: string;
  readonly networkId: string;
  readonly siteId?: Maybe<string>;
  readonly kind?: Maybe<SensorKind>;
  readonly maker?: Maybe<string>;
  readonly model?: Maybe<string>;
  readonly externalIds?: Maybe<readonly ExternalId[]>;
  readonly location?: Maybe<GeoPoint>;
  readonly country?: Maybe<string>;
  readonly isMobile?: Maybe<boolean>;
  readonly quantities: readonly Quantity[];
  readonly variant?: Maybe<Variant>;
  /** ISO 8601, one second to one day. */
  readonly reportingInterval?: Maybe<string>;
  readonly tags?: Maybe<readonly string[]>;
  readonly timeZone?: Maybe<string>;
  readonly license?: Maybe<string>;
  readonly attribution?: Maybe<string>;
  readonly deployedFrom?: Maybe<EpochMs>;
}

export const name = text(200);
export const shortText = text(200);
export const longText = text(1_000);

export const checkNetwork = (input: NetworkRegistration): Checked<Network> =>
  checked((read) => ({
    id: read('id', slug, input.id),
    name: read('name', name, input.name),
    maker: read('maker', optional(shortText), input.maker),
    organisationId: read('organisationId', optional(slug), input.organisationId),
  }));

export const checkSite = (input: SiteRegistration): Checked<Site> =>
  checked((read) => ({
    id: read('id', slug, input.id),
    name: read('name', name, input.name),
    location: read('location', optional(point), input.location),
    timeZone: read('timeZone', optional(timeZone), input.timeZone),
    country: read('country', optional(country), input.country),
    city: read('city', optional(shortText), input.city),
  }));

/** What a registration says by itself; its site's defaults come afterwards. */
export const checkSensor = (input: SensorRegistration): Checked<SensorContent> =>
  checked((read) => {
    const kept = read('name', name, input.name);
    return {
      id: read('id', slugOrName(kept), input.id),
      name: kept,
      networkId: read('networkId', slug, input.networkId),
      siteId: read('siteId', optional(slug), input.siteId),
      kind: input.kind ?? 'UNKNOWN',
      maker: read('maker', optional(shortText), input.maker),
      model: read('model', optional(shortText), input.model),
      externalIds: read('externalIds', externalIdList, input.externalIds ?? []),
      location: read('location', optional(point), input.location),
      country: read('country', optional(country), input.country),
      isMobile: input.isMobile ?? false,
      quantities: read('quantities', quantityList, input.quantities),
      variant: input.variant ?? null,
      reportingIntervalMs: read('reportingInterval', optional(reportingInterval), input.reportingInterval),
      tags: read('tags', tagList, input.tags ?? []),
      timeZone: read('timeZone', optional(timeZone), input.timeZone),
      license: read('license', optional(shortText), input.license),
      attribution: read('attribution', optional(longText), input.attribution),
      deployedFrom: input.deployedFrom ?? null,
    };
  });
