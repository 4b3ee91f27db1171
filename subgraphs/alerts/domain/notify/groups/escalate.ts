import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isOpen } from '../../incident/incident.ts';
import type { Telling } from '../../rule/rule.ts';
import { hushOf, type Quiet } from '../quiet/hush.ts';

export interface ToEscalate {
  readonly incident: Incident;
  readonly escalation: Telling['escalation'];
  /** How many of its steps were taken. */
  readonly taken: number;
}

export interface Escalated {
  /** Who is told now, each once. */
  readonly receiverIds: readonly string[];
  readonly taken: number;
  /** When the next step is due; null where none will be. */
  readonly nextAt: EpochMs | null;
}

const lookAgainMs = 60_000;

/** Counted from when it was known: nobody can acknowledge what came hours late before they heard of it. */
const stepAt = ({ incident, escalation }: ToEscalate, n: number): EpochMs | null => {
  const step = escalation[n];
  return step === undefined ? null : Math.max(incident.firedAt, incident.raisedAt) + step.afterMs;
};

/** When an incident's next step is due, if nobody acknowledges it; null where none will be. */
export const escalateAt = (asked: ToEscalate): EpochMs | null =>
  isOpen(asked.incident) && asked.incident.acknowledgedAt === null ? stepAt(asked, asked.taken) : null;

/** Takes the steps that are due, each once. What is kept quiet waits with them. */
export const escalate = (asked: ToEscalate & Quiet, now: EpochMs): Escalated => {
  const { escalation, taken } = asked;
  const due = escalateAt(asked);
  const nothing = { receiverIds: [], taken };
  if (due === null || due > now) return { ...nothing, nextAt: due };
  const hush = hushOf(asked.incident, asked, now);
  if (hush !== null)
    return { ...nothing, nextAt: Math.min(hush.until ?? Number.POSITIVE_INFINITY, now + lookAgainMs) };
  const isDue = (_step: unknown, n: number): boolean =>
    n >= taken && (stepAt(asked, n) ?? Number.POSITIVE_INFINITY) <= now;
  const steps = escalation.filter(isDue);
  return {
    receiverIds: [...new Set(steps.flatMap(({ receiverIds }) => receiverIds))],
    taken: taken + steps.length,
    nextAt: stepAt(asked, taken + steps.length),
  };
};
