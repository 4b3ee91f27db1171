import type { Condition, Escalation, Pace, Telling } from '../../domain/rule/rule.ts';

/** A condition, and for how long OFFLINE waits. */
export interface ShownCondition {
  readonly condition: Condition;
  readonly pace: Pace;
}

/** Whom a rule tells, and whose they are. */
export interface ShownTelling extends Telling {
  readonly organisation: string | null;
}

export interface ShownEscalation extends Escalation {
  readonly organisation: string | null;
}
