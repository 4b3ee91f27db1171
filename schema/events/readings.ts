import { z } from 'zod';
import { defineTopic } from './topic.ts';
import { deliveries, qualityFlags, qualityTests, quantities, units, variants } from './vocabulary.ts';

const epochMs = z.int();

/** One of several sensing elements inside a device, in the unit of the reading. */
const channel = z.strictObject({ name: z.string(), value: z.number() });

/** The period in which a replayed value was really measured. */
const originalPeriod = z.strictObject({ periodStart: epochMs, periodEnd: epochMs });

/** What a sensor said, after the door has accepted it; nothing has been converted yet. */
const reportedReading = z.strictObject({
  quantity: z.enum(quantities),
  periodStart: epochMs,
  periodEnd: epochMs,
  value: z.number(),
  unit: z.enum(units),
  channels: z.array(channel).optional(),
  variant: z.enum(variants).optional(),
  /** What the maker or operator says of this value. */
  sourceFlag: z.enum(qualityFlags).optional(),
  /** Where the value comes from, for people: "AirNow Department of State". */
  source: z.string().optional(),
  replayOf: originalPeriod.optional(),
});
export type ReportedReading = z.output<typeof reportedReading>;

/** Readings of one sensor that were acknowledged together. Keyed by sensor. */
export const readingsReported = defineTopic({
  name: 'readings.reported',
  retention: { kind: 'time', days: 30 },
  schema: z.strictObject({
    sensorId: z.string(),
    receivedAt: epochMs,
    reportedBy: z.string(),
    delivery: z.enum(deliveries),
    readings: z.array(reportedReading),
  }),
});
export type ReadingsReported = z.output<typeof readingsReported.schema>;

const qualityTest = z.strictObject({
  test: z.enum(qualityTests),
  flag: z.enum(qualityFlags),
  /** Why, with the figures that decided; absent where the flag is GOOD. */
  reason: z.string().optional(),
});
export type QualityTest = z.output<typeof qualityTest>;

const correction = z.strictObject({
  /** What was done: a unit conversion, or a published correction by its name. */
  id: z.string(),
  version: z.string(),
  /** Inputs beside the value itself, e.g. { humidityPercent: 62 } or { celsius: 25 }. */
  inputs: z.record(z.string(), z.number()),
});
export type Correction = z.output<typeof correction>;

const provenance = z.strictObject({
  rawValue: z.number(),
  rawUnit: z.enum(units),
  channels: z.array(channel),
  variant: z.enum(variants).nullable(),
  source: z.string().nullable(),
  reportedBy: z.string(),
  delivery: z.enum(deliveries),
  replayOf: originalPeriod.nullable(),
  corrections: z.array(correction),
  /** The id of the calibration behind `value`, or NONE where the value is raw. */
  calibration: z.string(),
});
export type Provenance = z.output<typeof provenance>;

/** One averaged value of one sensor and quantity, as the platform knows it now. */
const reading = z.strictObject({
  sensorId: z.string(),
  quantity: z.enum(quantities),
  periodStart: epochMs,
  periodEnd: epochMs,
  value: z.number(),
  /** The quantity's canonical unit; provenance keeps what was reported. */
  unit: z.enum(units),
  /** The raw value in the canonical unit, before any correction. */
  uncorrected: z.number(),
  revision: z.int().positive(),
  quality: z.enum(qualityFlags),
  tests: z.array(qualityTest),
  provenance,
  receivedAt: epochMs,
});
export type Reading = z.output<typeof reading>;

export const readingChanges = ['ADDED', 'REVISED'] as const;
export type ReadingChangeKind = (typeof readingChanges)[number];

/** Readings of one sensor that were flagged and stored together. Keyed by sensor. */
export const readingsAccepted = defineTopic({
  name: 'readings.accepted',
  retention: { kind: 'time', days: 7 },
  schema: z.strictObject({
    sensorId: z.string(),
    changes: z.array(z.strictObject({ change: z.enum(readingChanges), reading })),
  }),
});
export type ReadingsAccepted = z.output<typeof readingsAccepted.schema>;
