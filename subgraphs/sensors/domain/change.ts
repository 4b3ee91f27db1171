import type { GeoPoint } from '@aqmrg/platform/air-quality/geo.ts';
import type { EpochMs, Quantity, SensorKind, Variant } from '@aqmrg/schema/events/vocabulary.ts';
import { type Checked, checked, fault, fits, optional, type Rule } from './checking.ts';
import { longText, name, shortText } from './registration.ts';
import {
  country,
  externalIdList,
  point,
  quantityList,
  reportingInterval,
  slug,
  tagList,
  timeZone,
} from './rules.ts';
import type { ExternalId, Sensor } from './sensor.ts';
import { onlineUntil } from './status.ts';

type Change<T> = T | null | undefined;

/** What is left out stays; null takes an optional field away. */
export interface SensorUpdate {
  readonly id: string;
  readonly name?: Change<string>;
  readonly siteId?: Change<string>;
  readonly kind?: Change<SensorKind>;
  readonly maker?: Change<string>;
  readonly model?: Change<string>;
  readonly externalIds?: Change<readonly ExternalId[]>;
  readonly location?: Change<GeoPoint>;
  readonly country?: Change<string>;
  readonly isMobile?: Change<boolean>;
  readonly quantities?: Change<readonly Quantity[]>;
  readonly variant?: Change<Variant>;
  readonly reportingInterval?: Change<string>;
  readonly tags?: Change<readonly string[]>;
  readonly timeZone?: Change<string>;
  readonly license?: Change<string>;
  readonly attribution?: Change<string>;
  readonly deployedFrom?: Change<EpochMs>;
}

const notNull =
  <I, O>(rule: Rule<I, O>): Rule<I | null, O> =>
  (value) =>
    value === null ? fault('It cannot be taken away.') : rule(value);

const asIs = <T>(value: T) => fits(value);

/** The sensor as it is after an update; its revision is the caller's business. */
export const updated = (sensor: Sensor, update: SensorUpdate): Checked<Sensor> =>
  checked((read) => {
    const changed = <I, O>(field: string, rule: Rule<I | null, O>, value: Change<I>, known: O): O =>
      value === undefined ? known : read(field, rule, value);
    const next = {
      ...sensor,
      name: changed('name', notNull(name), update.name, sensor.name),
      siteId: changed('siteId', optional(slug), update.siteId, sensor.siteId),
      kind: changed('kind', notNull(asIs<SensorKind>), update.kind, sensor.kind),
      maker: changed('maker', optional(shortText), update.maker, sensor.maker),
      model: changed('model', optional(shortText), update.model, sensor.model),
      externalIds: changed('externalIds', notNull(externalIdList), update.externalIds, sensor.externalIds),
      location: changed('location', optional(point), update.location, sensor.location),
      country: changed('country', optional(country), update.country, sensor.country),
      isMobile: changed('isMobile', notNull(asIs<boolean>), update.isMobile, sensor.isMobile),
      quantities: changed('quantities', notNull(quantityList), update.quantities, sensor.quantities),
      variant: changed('variant', optional(asIs<Variant>), update.variant, sensor.variant),
      reportingIntervalMs: changed(
        'reportingInterval',
        optional(reportingInterval),
        update.reportingInterval,
        sensor.reportingIntervalMs,
      ),
      tags: changed('tags', notNull(tagList), update.tags, sensor.tags),
      timeZone: changed('timeZone', optional(timeZone), update.timeZone, sensor.timeZone),
      license: changed('license', optional(shortText), update.license, sensor.license),
      attribution: changed('attribution', optional(longText), update.attribution, sensor.attribution),
      deployedFrom: read(
        'deployedFrom',
        notAfter(sensor.deployedTo, 'It must not lie after the end of the deployment.'),
        update.deployedFrom === undefined ? sensor.deployedFrom : update.deployedFrom,
      ),
    };
    return {
      ...next,
      onlineUntil: next.lastSeenAt === null ? null : onlineUntil(next.lastSeenAt, next.reportingIntervalMs),
    };
  });

const notAfter =
  (limit: EpochMs | null, message: string): Rule<EpochMs | null, EpochMs | null> =>
  (value) =>
    value !== null && limit !== null && value > limit ? fault(message) : fits(value);

const notBefore =
  (limit: EpochMs | null, message: string): Rule<EpochMs, EpochMs> =>
  (value) =>
    limit !== null && value < limit ? fault(message) : fits(value);

/** The sensor after its deployment ended. Without a given end, one that is retired already keeps its own. */
export const retired = (sensor: Sensor, given: EpochMs | null | undefined, now: EpochMs): Checked<Sensor> =>
  checked((read) => {
    const ended = given ?? (sensor.retired ? sensor.deployedTo : null) ?? now;
    read('deployedTo', notAfter(now, 'A deployment cannot end in the future.'), ended);
    read('deployedTo', notBefore(sensor.deployedFrom, 'It must not lie before the deployment began.'), ended);
    return { ...sensor, retired: true, deployedTo: ended };
  });
