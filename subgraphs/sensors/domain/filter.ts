import type { BoundingBox, Circle } from '@aqmrg/platform/air-quality/geo.ts';
import type { Quantity, SensorKind } from '@aqmrg/schema/events/vocabulary.ts';
import { type Checked, checked, fault, fits, optional, type Rule } from './checking.ts';
import { box, circle, country, isTag, mostTags, slug } from './rules.ts';
import { isSlug } from './slug.ts';
import type { SensorStatus } from './status.ts';

type Maybe<T> = T | null | undefined;

/** What may be asked of a list of sensors; conditions that are null are not asked. */
export interface SensorFilter {
  readonly ids: readonly string[] | null;
  readonly network: string | null;
  readonly site: string | null;
  readonly country: string | null;
  readonly kind: SensorKind | null;
  readonly status: SensorStatus | null;
  readonly quantity: Quantity | null;
  /** One of them is enough. */
  readonly tags: readonly string[] | null;
  readonly bbox: BoundingBox | null;
  readonly near: Circle | null;
  readonly text: string | null;
}

export type SiteFilter = Pick<SensorFilter, 'network' | 'country' | 'bbox' | 'near' | 'text'>;

type Asked<F> = { readonly [K in keyof F]?: Maybe<F[K]> };

const mostIds = 500;
const longestText = 200;

const ids: Rule<readonly string[], readonly string[]> = (values) =>
  values.length <= mostIds
    ? // what cannot be an id finds nothing, and the database would choke on some
      fits([...new Set(values)].filter(isSlug))
    : fault(`At most ${mostIds} ids can be asked for at once.`);

const tags: Rule<readonly string[], readonly string[]> = (values) =>
  values.length <= mostTags
    ? // what cannot be a tag finds nothing
      fits(values.filter(isTag))
    : fault(`At most ${mostTags} tags can be asked for at once.`);

/** Part of a name; blank text asks nothing. */
const part: Rule<string, string | null> = (value) => {
  const kept = value.trim().normalize('NFC');
  if (kept.length > longestText) return fault(`It must have at most ${longestText} characters.`);
  if (/\p{Cc}/u.test(kept) || !kept.isWellFormed()) return fault('It must not hold control characters.');
  return fits(kept === '' ? null : kept);
};

export const checkSiteFilter = (asked: Asked<SiteFilter>): Checked<SiteFilter> =>
  checked((read) => ({
    network: read('network', optional(slug), asked.network),
    country: read('country', optional(country), asked.country),
    bbox: read('bbox', optional(box), asked.bbox),
    near: read('near', optional(circle), asked.near),
    text: read('text', optional(part), asked.text),
  }));

export const checkSensorFilter = (asked: Asked<SensorFilter>): Checked<SensorFilter> =>
  checked((read) => ({
    ids: read('ids', optional(ids), asked.ids),
    network: read('network', optional(slug), asked.network),
    site: read('site', optional(slug), asked.site),
    country: read('country', optional(country), asked.country),
    kind: asked.kind ?? null,
    status: asked.status ?? null,
    quantity: asked.quantity ?? null,
    tags: read('tags', optional(tags), asked.tags),
    bbox: read('bbox', optional(box), asked.bbox),
    near: read('near', optional(circle), asked.near),
    text: read('text', optional(part), asked.text),
  }));
