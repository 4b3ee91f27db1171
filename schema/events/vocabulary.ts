/** The field's words, as the graph, the events and the stores spell them. */

export const quantities = [
  'PM1',
  'PM25',
  'PM10',
  'O3',
  'NO',
  'NO2',
  'NOX',
  'SO2',
  'CO',
  'BC',
  'TEMPERATURE',
  'HUMIDITY',
  'PRESSURE',
  'WIND_SPEED',
  'WIND_DIRECTION',
] as const;
export type Quantity = (typeof quantities)[number];

export const units = [
  'MICROGRAM_PER_CUBIC_METRE',
  'MILLIGRAM_PER_CUBIC_METRE',
  'PARTS_PER_BILLION',
  'PARTS_PER_MILLION',
  'CELSIUS',
  'PERCENT',
  'HECTOPASCAL',
  'METRE_PER_SECOND',
  'DEGREE',
] as const;
export type Unit = (typeof units)[number];

/** The verdict of one quality test, and of a reading as a whole; UNKNOWN = not evaluated. */
export const qualityFlags = ['GOOD', 'UNKNOWN', 'SUSPECT', 'FAIL'] as const;
export type QualityFlag = (typeof qualityFlags)[number];

export const qualityTests = [
  'RANGE',
  'SPIKE',
  'FLAT_LINE',
  'RATE_OF_CHANGE',
  'TIMELINESS',
  'CHANNELS',
  'SOURCE',
] as const;
export type QualityTestName = (typeof qualityTests)[number];

/** How a Plantower sensor computed its mass: CF_1, ATM, or the alternative of Wallace et al. */
export const variants = ['CF_1', 'ATM', 'ALT'] as const;
export type Variant = (typeof variants)[number];

/** LIVE: sent as it is measured, so lateness can be judged. BACKFILL: history loaded afterwards. */
export const deliveries = ['LIVE', 'BACKFILL'] as const;
export type Delivery = (typeof deliveries)[number];

export const sensorKinds = ['LOW_COST', 'REFERENCE', 'UNKNOWN'] as const;
export type SensorKind = (typeof sensorKinds)[number];

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;
