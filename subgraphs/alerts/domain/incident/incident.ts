import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** FIRING: it goes on. RECOVERING: it begins to be over. NO_DATA: nothing is heard any more. ERROR: it cannot be judged. WITHDRAWN: it never was. */
export type IncidentState = Incident['state'];
export type Labels = Incident['labels'];

const overStates: readonly IncidentState[] = ['RESOLVED', 'WITHDRAWN'];
export const isOpen = ({ state }: Pick<Incident, 'state'>): boolean => !overStates.includes(state);

export const stepKinds = [
  'RAISED',
  'RECOVERING',
  'AGAIN',
  'SILENT',
  'HEARD',
  'RESOLVED',
  'REOPENED',
  'REVISED',
  'WITHDRAWN',
  'FAILED',
  'ACKNOWLEDGED',
  'SNOOZED',
  'ESCALATED',
  'SUPPRESSED',
  'NOTIFIED',
  'CAP_CHANGED',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** A line of an incident's audit trail. */
export interface IncidentStep {
  readonly kind: StepKind;
  /** The instant of the air that it is about, or when somebody did it. */
  readonly at: EpochMs;
  /** When it was written. */
  readonly writtenAt: EpochMs;
  /** A caller's id; null: nobody did it. */
  readonly by: string | null;
  /** Figures and words: the value, the receiver, the note. */
  readonly details: Readonly<Record<string, string | number | null>>;
}
