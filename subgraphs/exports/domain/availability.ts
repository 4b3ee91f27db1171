import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** One quantity of one sensor in one month. */
export interface MonthAvailability {
  readonly quantity: Quantity;
  /** The month's first instant, on the sensor's own calendar. */
  readonly month: EpochMs;
  /** Readings, whatever their quality says. */
  readonly rows: number;
  /** 0 to 1; of a month that the span cuts, of the part inside it. */
  readonly coverage: number;
}

export interface SensorAvailability {
  readonly sensorId: string;
  readonly rows: number;
  readonly months: readonly MonthAvailability[];
}

export interface Availability {
  readonly rows: number;
  readonly sensors: readonly SensorAvailability[];
}
