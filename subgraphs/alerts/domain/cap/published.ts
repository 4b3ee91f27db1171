import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { StepKind } from '../incident/incident.ts';
import type { Condition } from '../rule/rule.ts';
import type { Area } from '../rule/scope.ts';
import type { CapStatus, Standing } from './status.ts';

/** A line of an incident's trail, as far as CAP has a use for it. */
export interface PublishedStep {
  readonly kind: StepKind;
  readonly writtenAt: EpochMs;
  readonly value: number | null;
  /** The status of messages from then on, null where nobody is shown any; left out where the step leaves it as it was. */
  readonly status?: CapStatus | null;
  readonly statusBefore?: CapStatus | null;
}

/** An incident that everybody may see or could see, and what its rule says of it. */
export interface Published {
  readonly incident: Incident;
  /** How its rule stands now, for the revision that raised it. */
  readonly standing: Standing;
  /** What its rule watched when it raised it; null where that was changed since. */
  readonly condition: Condition | null;
  /** Where its rule looks; null where that is nowhere in particular. */
  readonly area: Area | null;
  /** Oldest first. */
  readonly steps: readonly PublishedStep[];
}
