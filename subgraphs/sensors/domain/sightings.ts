import type { ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** The newest end of a period of one sensor and quantity, out of many readings. */
export interface Sighting {
  readonly sensorId: string;
  readonly quantity: Quantity;
  readonly seenAt: EpochMs;
}

/** A hundred thousand readings of a bulk load come down to one sighting for each sensor and quantity. */
export const sightingsOf = (events: Iterable<ReadingsAccepted>): Sighting[] => {
  const newest = new Map<string, Map<Quantity, EpochMs>>();
  for (const { sensorId, changes } of events) {
    const ofSensor = newest.get(sensorId) ?? new Map<Quantity, EpochMs>();
    newest.set(sensorId, ofSensor);
    for (const { reading } of changes) {
      const seen = ofSensor.get(reading.quantity);
      if (seen === undefined || reading.periodEnd > seen) ofSensor.set(reading.quantity, reading.periodEnd);
    }
  }
  return [...newest].flatMap(([sensorId, ofSensor]) =>
    [...ofSensor].map(([quantity, seenAt]) => ({ sensorId, quantity, seenAt })),
  );
};
