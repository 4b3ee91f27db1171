import type { QualityTestName, Quantity, SensorKind } from '@aqmrg/schema/events/vocabulary.ts';
import type { ForecastHead, LabelName, Pace, Severity, Threshold } from '../rule.ts';

// What somebody wrote down as a rule, in the shapes of the graph. Durations are ISO 8601 text.

/** Left out, or said to be none: the same. */
export type Given<T> = T | null | undefined;

export const signalNames = [
  'VALUE',
  'ROLLING_MEAN',
  'RATE_OF_CHANGE',
  'NOWCAST',
  'AQI',
  'ANOMALY',
  'QUALITY',
  'FORECAST',
  'OFFLINE',
] as const;
export type SignalName = (typeof signalNames)[number];

export interface TogetherInput {
  readonly sensors: number;
  readonly share?: Given<number>;
  readonly minSensors?: Given<number>;
}

export interface ConditionInput {
  readonly signal: SignalName;
  readonly quantity?: Given<Quantity>;
  readonly comparison?: Given<Threshold['comparison']>;
  readonly threshold?: Given<number>;
  readonly category?: Given<string>;
  readonly recovery?: Given<number>;
  readonly window?: Given<string>;
  readonly minCoverage?: Given<number>;
  readonly standard?: Given<'US_EPA' | 'EU' | 'WHO'>;
  readonly tests?: Given<readonly QualityTestName[]>;
  readonly horizon?: Given<ForecastHead>;
  readonly level?: Given<number>;
  readonly together?: Given<TogetherInput>;
}

interface BoxInput {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

interface CircleInput {
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusKm: number;
}

export interface ScopeInput {
  readonly sensorIds?: Given<readonly string[]>;
  readonly siteIds?: Given<readonly string[]>;
  readonly networkIds?: Given<readonly string[]>;
  readonly kinds?: Given<readonly SensorKind[]>;
  readonly countries?: Given<readonly string[]>;
  readonly tags?: Given<readonly string[]>;
  readonly box?: Given<BoxInput>;
  readonly circle?: Given<CircleInput>;
}

export interface PaceInput {
  readonly for?: Given<string>;
  readonly keepFiringFor?: Given<string>;
  readonly noDataAfter?: Given<string>;
  readonly noData?: Given<Pace['noData']>;
}

interface EscalationInput {
  readonly after: string;
  readonly receiverIds: readonly string[];
}

export interface TellingInput {
  readonly receiverIds?: Given<readonly string[]>;
  readonly groupBy?: Given<readonly LabelName[]>;
  readonly groupWait?: Given<string>;
  readonly groupInterval?: Given<string>;
  readonly repeatEvery?: Given<string>;
  readonly tellsAllClear?: Given<boolean>;
  readonly escalation?: Given<readonly EscalationInput[]>;
}

export interface WordingInput {
  readonly subject?: Given<string>;
  readonly body?: Given<string>;
}

export interface RuleInput {
  readonly name: string;
  readonly description?: Given<string>;
  readonly severity: Severity;
  readonly condition: ConditionInput;
  readonly scope?: Given<ScopeInput>;
  readonly pace?: Given<PaceInput>;
  readonly telling?: Given<TellingInput>;
  readonly wording?: Given<WordingInput>;
  readonly isEnabled?: Given<boolean>;
}
