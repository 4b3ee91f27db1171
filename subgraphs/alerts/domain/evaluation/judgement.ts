import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { IncidentState, StepKind } from '../incident/incident.ts';
import type { Episode } from '../lifecycle/episode.ts';

/** What is kept of an incident, as far as it is judged. */
export interface ToldIncident {
  readonly incidentId: string;
  readonly ruleId: string;
  /** Counts what was judged of it. */
  readonly judged: number;
  readonly state: IncidentState;
  readonly episode: Episode;
  /** When it was written last. */
  readonly writtenAt: EpochMs;
}

/** A line for the audit trail. */
export interface NewStep {
  readonly kind: StepKind;
  readonly at: EpochMs;
  readonly details: Readonly<Record<string, string | number | null>>;
}

/** What an incident is from now on, and what happened to it. */
export interface Judgement {
  /** Null: it is new. */
  readonly told: ToldIncident | null;
  readonly state: IncidentState;
  readonly episode: Episode;
  /** None: its values alone are newer. */
  readonly steps: readonly NewStep[];
}

/** Whether receivers may have to hear of it. */
export const isForReceivers = ({ steps }: Judgement): boolean =>
  steps.some(
    ({ kind }) => kind === 'RAISED' || kind === 'RESOLVED' || kind === 'REOPENED' || kind === 'WITHDRAWN',
  );
