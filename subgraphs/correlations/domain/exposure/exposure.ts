import type { Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';

export const dailyMetrics = ['DAILY_MEAN', 'MAX_8H', 'MAX_1H'] as const;
export type DailyMetric = (typeof dailyMetrics)[number];

/** What an exposure is to be made of. */
export type ExposureWish =
  | {
      readonly kind: 'measured';
      readonly quantity: Quantity;
      readonly metric: DailyMetric;
      /** All sensors of a site, or those that are named. */
      readonly from: { readonly siteId: string } | { readonly sensorIds: readonly string[] };
    }
  | { readonly kind: 'uploaded'; readonly column: string };

export interface Monitor {
  readonly sensorId: string;
  /** Days of which it has a value. */
  readonly days: number;
  readonly isLowCost: boolean;
}

/** What an exposure was made of, as it is told. */
export interface Exposure {
  readonly label: string;
  readonly quantity: Quantity | null;
  readonly metric: DailyMetric | null;
  /** A canonical unit, or the words of whoever uploaded it. */
  readonly unit: Unit | string | null;
  /** Null where it was uploaded. */
  readonly monitors: readonly Monitor[] | null;
  /** Whether days were made of different sets of monitors. */
  readonly monitorsChanged: boolean;
  /** How days are made of hours, and one value of several monitors: a sentence. */
  readonly method: string;
  /** Days that have a value. */
  readonly days: number;
  readonly median: number | null;
  readonly p05: number | null;
  readonly p95: number | null;
}

export interface ExposureSeries {
  readonly exposure: Exposure;
  /** What it is called in the health series; null where it was measured here. */
  readonly column: string | null;
  /** A value for each day of the health series; NaN is missing. */
  readonly values: Float64Array;
}
