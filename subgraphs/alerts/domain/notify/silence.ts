import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { LabelName, Severity } from '../rule/rule.ts';

/** Incidents that each list names which is not null. All null: every incident. */
export interface Matcher {
  readonly ruleIds: readonly string[] | null;
  readonly sensorIds: readonly string[] | null;
  readonly siteIds: readonly string[] | null;
  readonly networkIds: readonly string[] | null;
  readonly severities: readonly Severity[] | null;
}

/** Every week at the same local times. */
export interface Weekly {
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  /** It passes midnight where this is not after `fromMinute`. */
  readonly toMinute: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** Nobody is told of what matches while it holds; incidents go on being seen. */
export interface Silence {
  readonly id: string;
  readonly organisation: string;
  readonly matcher: Matcher;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  /** A maintenance window that comes every week, between the two; null: all the time between them. */
  readonly weekly: Weekly | null;
  readonly comment: string;
  readonly createdBy: string;
  readonly createdAt: EpochMs;
}

/** While an incident that matches `source` is open, nobody is told of others that match `target` and are equal to it in `equal`. */
export interface Inhibition {
  readonly id: string;
  readonly organisation: string;
  readonly source: Matcher;
  readonly target: Matcher;
  readonly equal: readonly LabelName[];
  readonly createdBy: string;
  readonly createdAt: EpochMs;
}
