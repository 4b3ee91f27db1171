import type { EpochMs, Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';
import type { Severity } from './rule/rule.ts';

/** Why an incident is over. */
export const resolutions = ['RECOVERED', 'NO_DATA', 'RULE_CHANGED', 'CORRECTED'] as const;
export type Resolution = (typeof resolutions)[number];

/** What happened, from the first sample that breached a rule to the last that is known. Times are those of the air, not of the clock. */
export interface Episode {
  /** The end of the first breach. */
  readonly startedAt: EpochMs;
  /** When it had held for long enough. */
  readonly firedAt: EpochMs;
  /** Null while it goes on. */
  readonly resolvedAt: EpochMs | null;
  readonly resolution: Resolution | null;
  /** The value farthest beyond the threshold, and when. */
  readonly peak: number | null;
  readonly peakAt: EpochMs;
  /** How far beyond the threshold that was. */
  readonly peakBeyond: number;
  /** The newest value. */
  readonly last: number | null;
  readonly lastAt: EpochMs;
  /** Whether it is one of knowing nothing. */
  readonly isNoData: boolean;
}

/** By what incidents are matched, grouped, silenced and inhibited: Alertmanager's labels. */
export interface Labels {
  readonly rule: string;
  readonly severity: Severity;
  readonly sensor: string | null;
  readonly site: string | null;
  readonly network: string | null;
  readonly quantity: Quantity | null;
}

/** An episode of one rule and one subject, as it is kept and told. */
export interface Incident extends Episode {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleRevision: number;
  readonly organisationId: string | null;
  readonly labels: Labels;
  readonly unit: Unit | null;
  /** Of recorded air: it happened at another time. */
  readonly isReplayed: boolean;
  readonly acknowledgedAt: EpochMs | null;
  readonly acknowledgedById: string | null;
  readonly snoozedUntil: EpochMs | null;
}
