import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { StepKind } from '../incident/incident.ts';
import type { Condition } from '../rule/rule.ts';
import type { Area } from '../rule/scope.ts';

/** A line of an incident's trail, as far as CAP has a use for it. */
export interface PublishedStep {
  readonly kind: StepKind;
  readonly writtenAt: EpochMs;
  readonly value: number | null;
}

/** An incident that everybody may see, and what its rule says of it. */
export interface Published {
  readonly incident: Incident;
  /** Its rule as it raised it was approved by an Admin. */
  readonly isApproved: boolean;
  /** What its rule watched when it raised it; null where that was changed since. */
  readonly condition: Condition | null;
  /** Where its rule looks; null where that is nowhere in particular. */
  readonly area: Area | null;
  /** Oldest first. */
  readonly steps: readonly PublishedStep[];
}
