import type { EpochMs, Quantity, SensorKind } from '@aqmrg/schema/events/vocabulary.ts';

/** CAP 1.2's words, the mildest first. */
export const severities = ['MINOR', 'MODERATE', 'SEVERE', 'EXTREME'] as const;
export type Severity = (typeof severities)[number];

/** A number that a sensor has at each of its readings. */
export type Signal =
  /** The reading itself. */
  | { readonly kind: 'VALUE'; readonly quantity: Quantity }
  /** EPA's NowCast of the last twelve hours, µg/m³. */
  | { readonly kind: 'NOWCAST'; readonly quantity: 'PM25' | 'PM10' }
  /** The US EPA index of the NowCast, 0 to 500. */
  | { readonly kind: 'AQI'; readonly quantity: 'PM25' | 'PM10' }
  /** The mean over a window that ends with the reading, of which so much must be covered (0 to 1). */
  | {
      readonly kind: 'ROLLING_MEAN';
      readonly quantity: Quantity;
      readonly windowMs: number;
      readonly minCoverage: number;
    }
  /** By how much it changed over a window that ends with the reading, per hour: the slope between its ends. */
  | { readonly kind: 'RATE_OF_CHANGE'; readonly quantity: Quantity; readonly overMs: number };

/** Breached at `at` or beyond it; over only once `recovery`, which lies on the other side, was passed. */
export interface Threshold {
  readonly comparison: 'ABOVE' | 'BELOW';
  readonly at: number;
  readonly recovery: number;
}

export type Condition =
  | { readonly kind: 'THRESHOLD'; readonly signal: Signal; readonly threshold: Threshold }
  /** A sensor, or one of its quantities, that tells nothing. */
  | { readonly kind: 'SILENT'; readonly quantity: Quantity | null; readonly afterMs: number }
  /** So many of the readings within a window failed one of these quality tests: channels that disagree, anomalies. */
  | {
      readonly kind: 'FLAGGED';
      readonly quantity: Quantity | null;
      readonly tests: readonly string[];
      readonly count: number;
      readonly withinMs: number;
    }
  /** A local day's mean is likely to reach a bound. */
  | {
      readonly kind: 'FORECAST';
      readonly quantity: Quantity;
      /** In the quantity's canonical unit. */
      readonly lowerBound: number;
      readonly probability: Threshold;
    }
  /** So many of an area's sensors breach a threshold at once, of those that told something lately. */
  | {
      readonly kind: 'AREA';
      readonly signal: Signal;
      readonly threshold: Threshold;
      readonly atLeast: number;
      /** Fewer than these tell nothing of an area. */
      readonly ofAtLeast: number;
      /** How old what a sensor told may be. */
      readonly withinMs: number;
    };

/** Which sensors; null: no matter. What is named must all hold. */
export interface Scope {
  readonly sensorIds: readonly string[] | null;
  readonly siteIds: readonly string[] | null;
  readonly networkIds: readonly string[] | null;
  readonly kinds: readonly SensorKind[] | null;
  readonly area: Area | null;
}

export type Area =
  | {
      readonly kind: 'BOX';
      readonly north: number;
      readonly south: number;
      readonly east: number;
      readonly west: number;
    }
  | {
      readonly kind: 'CIRCLE';
      readonly latitude: number;
      readonly longitude: number;
      readonly radiusKm: number;
    };

/** How a condition becomes an incident. */
export interface Pace {
  /** How long it must hold before it fires. */
  readonly forMs: number;
  /** How long it must be over before it is resolved. */
  readonly keepFiringMs: number;
  /** Without a reading for so long, nothing is known. */
  readonly noDataAfterMs: number;
  /** What that makes of an incident: it goes on, it ends, or it is one of its own. */
  readonly noData: 'KEEP' | 'RESOLVE' | 'ALERT';
}

/** What to watch for, and what to make of it: as data. */
export interface Rule {
  readonly id: string;
  readonly revision: number;
  /** Null: the house's own. */
  readonly organisationId: string | null;
  readonly name: string;
  readonly severity: Severity;
  readonly condition: Condition;
  readonly scope: Scope;
  readonly pace: Pace;
  readonly isEnabled: boolean;
  /** Whether everybody sees its incidents: an Admin says so. */
  readonly isPublished: boolean;
  /** Whether its messages may be meant in earnest (CAP's Actual): an Admin says so. */
  readonly isApproved: boolean;
  readonly createdAt: EpochMs;
}
