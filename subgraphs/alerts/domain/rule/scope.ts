import type { SensorKind } from '@aqmrg/schema/events/vocabulary.ts';

/** A place on the map, WGS 84. */
export type Area =
  | {
      readonly kind: 'BOX';
      readonly south: number;
      readonly west: number;
      readonly north: number;
      readonly east: number;
    }
  | {
      readonly kind: 'CIRCLE';
      readonly latitude: number;
      readonly longitude: number;
      readonly radiusKm: number;
    };

/** Which sensors a rule is about: those that every list names which is not null. All null: every sensor. */
export interface Scope {
  readonly sensorIds: readonly string[] | null;
  readonly siteIds: readonly string[] | null;
  readonly networkIds: readonly string[] | null;
  readonly kinds: readonly SensorKind[] | null;
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[] | null;
  /** One of them is enough. */
  readonly tags: readonly string[] | null;
  /** Sensors without a position are outside. */
  readonly area: Area | null;
}
