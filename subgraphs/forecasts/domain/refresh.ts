import type { ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { nameOf, type SeriesName } from './forecast.ts';
import { dayMs, hourEndOf } from './hours.ts';

/** What the newest forecast of a sensor and quantity was made of. */
export interface Made {
  readonly issuedAt: EpochMs;
  readonly newestHourEnd: EpochMs | null;
}

export interface Wanted extends SeriesName {
  /** End of the newest hour that came. */
  readonly newestHourEnd: EpochMs;
}

/**
 * Whose forecasts new readings ask for, once each however many readings came. Only what ended within the day before the origin, and is no older than what the
 * forecast of this origin already knows: a year of history that is loaded asks for one forecast a sensor, not for one an hour. What ends behind the origin is for the next one.
 */
export const wantedBy = (
  accepted: readonly ReadingsAccepted[],
  origin: EpochMs,
  isForecast: (quantity: Quantity) => boolean,
  madeOf: (name: SeriesName) => Made | undefined,
): Wanted[] => {
  const wanted = new Map<string, Wanted>();
  for (const { sensorId, changes } of accepted) {
    for (const { reading } of changes) {
      const { quantity, periodEnd } = reading;
      if (periodEnd > origin || periodEnd <= origin - dayMs || !isForecast(quantity)) continue;
      const newestHourEnd = hourEndOf(periodEnd);
      const name = { sensorId, quantity };
      const known = wanted.get(nameOf(name));
      if (known && known.newestHourEnd >= newestHourEnd) continue;
      const made = madeOf(name);
      if (made?.issuedAt === origin && newestHourEnd < (made.newestHourEnd ?? 0)) continue;
      wanted.set(nameOf(name), { ...name, newestHourEnd });
    }
  }
  return [...wanted.values()];
};
