import type { severities } from '@aqmrg/schema/events/alerts.ts';
import type { ForecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import type { EpochMs, QualityTestName, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Scope } from './scope.ts';

/** The mildest first. */
export type Severity = (typeof severities)[number];

export const indexStandards = ['US_EPA', 'EU'] as const;

export type ForecastHead = ForecastIssued['outlooks'][number]['head'];

/** A number that a sensor has at each of its readings, at each full hour or at each of its forecasts. Bad readings take no part, except in QUALITY. */
export type Signal =
  /** The reading itself. */
  | { readonly kind: 'VALUE'; readonly quantity: Quantity }
  /** The mean over a window that ends with the reading, of which so much must be covered (0 to 1). */
  | {
      readonly kind: 'ROLLING_MEAN';
      readonly quantity: Quantity;
      readonly windowMs: number;
      readonly minCoverage: number;
    }
  /** By how much it changed over a window that ends with the reading, per hour: the slope between its ends. */
  | { readonly kind: 'RATE_OF_CHANGE'; readonly quantity: Quantity; readonly windowMs: number }
  /** EPA's NowCast of the last twelve full hours, µg/m³. */
  | { readonly kind: 'NOWCAST'; readonly quantity: 'PM25' | 'PM10' }
  /** The index of the last full hours: US EPA's from 0, the EU's bands 1 to 6. */
  | { readonly kind: 'INDEX'; readonly standard: (typeof indexStandards)[number] }
  /** How unusual the newest full hour is: its modified z-score against the hours of a window before it. */
  | { readonly kind: 'ANOMALY'; readonly quantity: Quantity; readonly windowMs: number }
  /** How many readings of a window are flagged SUSPECT or FAIL by one of these tests. */
  | {
      readonly kind: 'QUALITY';
      readonly quantity: Quantity;
      readonly tests: readonly QualityTestName[];
      readonly windowMs: number;
    }
  /** How probable it is, by the newest forecast, that the mean of a period to come is at least `level`: 0 to 1. */
  | {
      readonly kind: 'FORECAST';
      readonly quantity: Quantity;
      readonly head: ForecastHead;
      readonly level: number;
    };

/** Breached at `at` or beyond it; over only once `recovery`, which lies on the other side, was passed. */
export interface Threshold {
  readonly comparison: 'ABOVE' | 'BELOW';
  readonly at: number;
  readonly recovery: number;
}

/** Sensors judged together, hour by hour: so many of them, or such a share, must breach the threshold at once. */
export interface Together {
  readonly sensors: number;
  /** 0 to 1; null: the number alone counts. */
  readonly share: number | null;
  /** Of fewer sensors with good readings nothing is said. */
  readonly minSensors: number;
}

export type Condition =
  | {
      readonly kind: 'THRESHOLD';
      readonly signal: Signal;
      readonly threshold: Threshold;
      /** Null: each sensor by itself. */
      readonly together: Together | null;
    }
  /** Nothing was heard of a sensor, or of one of its quantities, for as long as the pace's `noDataAfterMs`. */
  | { readonly kind: 'OFFLINE'; readonly quantity: Quantity | null };

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

export const labelNames = ['RULE', 'SEVERITY', 'SENSOR', 'SITE', 'NETWORK', 'QUANTITY', 'COUNTRY'] as const;
export type LabelName = (typeof labelNames)[number];

/** Others are told where nobody has acknowledged it for so long after it fired. */
export interface Escalation {
  readonly afterMs: number;
  readonly receiverIds: readonly string[];
}

/** Who is told, and how often, as Alertmanager has it. */
export interface Telling {
  readonly receiverIds: readonly string[];
  /** Incidents that are equal in these come in one message. */
  readonly groupBy: readonly LabelName[];
  /** How long a new group waits for more of its kind. */
  readonly groupWaitMs: number;
  /** How long a group that was told of waits with what changed. */
  readonly groupIntervalMs: number;
  /** After how long a group that has not changed is told of again; null: never. */
  readonly repeatMs: number | null;
  /** Whether receivers hear that it is over. */
  readonly tellsAllClear: boolean;
  /** In the order of `afterMs`. */
  readonly escalation: readonly Escalation[];
}

/** Words of one's own, in Liquid; null: ours, in the receiver's language. */
export interface Wording {
  readonly subject: string | null;
  readonly body: string | null;
}

/** What somebody wants to know of. */
export interface RuleDefinition {
  readonly name: string;
  readonly description: string | null;
  readonly severity: Severity;
  readonly condition: Condition;
  readonly scope: Scope;
  readonly pace: Pace;
  readonly telling: Telling;
  readonly wording: Wording;
  readonly isEnabled: boolean;
}

export interface Rule extends RuleDefinition {
  readonly id: string;
  /** Counts changes of the definition. */
  readonly revision: number;
  /** Null: the house's own. */
  readonly organisation: string | null;
  /** An Admin shows its incidents to everybody. */
  readonly isPublished: boolean;
  /** An Admin lets CAP call its incidents Actual; a change of the definition takes it back. */
  readonly isApproved: boolean;
  readonly createdBy: string;
  readonly createdAt: EpochMs;
  readonly changedAt: EpochMs;
}
