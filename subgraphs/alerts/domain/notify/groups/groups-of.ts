import { hash } from 'node:crypto';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { LabelName, Rule } from '../../rule/rule.ts';
import { labelOf } from './labels.ts';

/** What groups are told apart by beside labels: an incident by itself, and recorded air, which comes in no message together with what is real. */
export type GroupLabel = LabelName | 'INCIDENT' | 'REPLAYED';
export type GroupLabels = Readonly<Partial<Record<GroupLabel, string>>>;

/** Incidents of a rule that are equal in its labels, as one receiver is told of them. */
export interface Group {
  readonly key: string;
  readonly ruleId: string;
  readonly receiverId: string;
  readonly labels: GroupLabels;
}

type Told = Pick<Rule, 'id' | 'telling'>;

export const groupOf = (ruleId: string, receiverId: string, labels: GroupLabels): Group => {
  const named = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const key = hash('sha256', JSON.stringify([ruleId, receiverId, named]), 'base64url');
  return { key, ruleId, receiverId, labels };
};

export const labelsOf = ({ telling: { groupBy } }: Told, incident: Incident): GroupLabels => ({
  ...(groupBy.length === 0
    ? { INCIDENT: incident.id }
    : Object.fromEntries(groupBy.map((name) => [name, labelOf(incident, name)]))),
  ...(incident.isReplayed ? { REPLAYED: 'true' } : {}),
});

/** The groups in which a rule's receivers are told of an incident. */
export const groupsOf = (rule: Told, incident: Incident): readonly Group[] => {
  const labels = labelsOf(rule, incident);
  return [...new Set(rule.telling.receiverIds)].map((receiverId) => groupOf(rule.id, receiverId, labels));
};

/** Those in which somebody may have been told because nobody had acknowledged it. */
export const escalationGroupsOf = (rule: Told, incident: Incident): readonly Group[] => {
  const labels = labelsOf(rule, incident);
  const { escalation, receiverIds } = rule.telling;
  return [...new Set(escalation.flatMap((step) => step.receiverIds))]
    .filter((id) => !receiverIds.includes(id))
    .map((receiverId) => groupOf(rule.id, receiverId, labels));
};

/** All that a receiver who takes no replays hears of a rule's: nothing, which the log says once. */
export const unwantedReplaysOf = (ruleId: string, receiverId: string): Group =>
  groupOf(ruleId, receiverId, { RULE: ruleId, REPLAYED: 'unwanted' });
