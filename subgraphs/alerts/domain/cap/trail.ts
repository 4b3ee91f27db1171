import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { IncidentStep, StepKind } from '../incident/incident.ts';
import { type RuleStanding, standingFor, statusOf, statusWord } from './status.ts';

/** What decides the status of an incident's messages, beside how its rule stands. */
export type Rated = Pick<Incident, 'isReplayed' | 'isQualified' | 'ruleRevision'>;

type Details = IncidentStep['details'];

/** Steps with which an incident begins to be open: they say with what status, which is not looked at again until another step says another. */
export const openingKinds: ReadonlySet<StepKind> = new Set<StepKind>(['RAISED', 'REOPENED']);

const statusUnder = (rated: Rated, rule: RuleStanding) =>
  statusOf(rated, standingFor(rule, rated.ruleRevision));

/** What a step that opens an incident says of its messages. */
export const openedWith = (rated: Rated, rule: RuleStanding): Details => ({
  cap: statusWord(statusUnder(rated, rule)),
});

/** What the trail of an open incident says when its rule stands otherwise; null where its messages keep their status. */
export const changedTo = (rated: Rated, before: RuleStanding, after: RuleStanding): Details | null => {
  const [was, is] = [statusUnder(rated, before), statusUnder(rated, after)];
  return was === is ? null : { cap: statusWord(is), capBefore: statusWord(was) };
};
