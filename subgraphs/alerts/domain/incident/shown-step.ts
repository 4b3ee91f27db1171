import type { IncidentStep, StepKind } from './incident.ts';

/** Steps that the air takes: they name nobody. */
const ofTheAir: ReadonlySet<StepKind> = new Set<StepKind>([
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
]);

/** Whether an Admin had approved or published a rule is no matter of the air. */
const ofTheAirAlone = ({ cap: _, ...details }: IncidentStep['details']): IncidentStep['details'] => details;

/** A step as strangers see it: that something was done, but not by whom, to whom or with which words. */
export const shownToStrangers = (step: IncidentStep): IncidentStep => ({
  ...step,
  by: null,
  details: ofTheAir.has(step.kind) ? ofTheAirAlone(step.details) : {},
});
