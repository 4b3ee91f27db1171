import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { expect, it } from 'vitest';
import { sightingsOf } from './sightings.ts';

const accepted = (sensorId: string, readings: readonly Partial<Reading>[]) => ({
  sensorId,
  changes: readings.map((reading) => ({
    change: 'ADDED' as const,
    reading: { sensorId, ...reading } as Reading,
  })),
});

it('keeps the newest end of a period for each sensor and quantity, in whatever order they come', () => {
  const events = [
    accepted('a', [
      { quantity: 'PM25', periodEnd: 20 },
      { quantity: 'PM25', periodEnd: 10 },
    ]),
    accepted('b', [{ quantity: 'PM25', periodEnd: 5 }]),
    accepted('a', [
      { quantity: 'PM25', periodEnd: 15 },
      { quantity: 'PM10', periodEnd: 30 },
    ]),
  ];
  expect(sightingsOf(events)).toEqual([
    { sensorId: 'a', quantity: 'PM25', seenAt: 20 },
    { sensorId: 'a', quantity: 'PM10', seenAt: 30 },
    { sensorId: 'b', quantity: 'PM25', seenAt: 5 },
  ]);
});
