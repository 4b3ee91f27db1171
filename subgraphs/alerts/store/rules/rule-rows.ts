import type { Prisma, AlertRule as Row } from '@aqmrg/prisma/client/client.ts';
import type { Consequences } from '../../domain/rule/differs.ts';
import type { Rule, RuleDefinition, Severity } from '../../domain/rule/rule.ts';
import { readDefinition, storeDefinition } from './stored-definition.ts';

/** Told of a row that this process cannot read, such as one that a newer version wrote: the others are answered without it. */
export type OnUnreadable = (ruleId: string, reason: string) => void;

export const ruleOf = (row: Row, onUnreadable: OnUnreadable): Rule | null => {
  const read = readDefinition(row.definition);
  if ('unreadable' in read) {
    onUnreadable(row.id, read.unreadable);
    return null;
  }
  const { id, revision, name, isEnabled, isPublished, isApproved } = row;
  return {
    ...{ id, revision, name, isEnabled, isPublished, isApproved },
    ...read.definition,
    severity: row.severity as Severity,
    organisation: row.organisationId,
    createdBy: row.createdById,
    createdAt: row.createdAt.getTime(),
    changedAt: row.changedAt.getTime(),
  };
};

/** The columns of a definition. `installed`: of a rule of the house, what it was installed from. */
export const columnsOf = (definition: RuleDefinition, installed?: string) => ({
  name: definition.name,
  severity: definition.severity,
  isEnabled: definition.isEnabled,
  definition: storeDefinition(definition, installed) as unknown as Prisma.InputJsonValue,
});

export const rowOf = (rule: Rule, installed?: string): Prisma.AlertRuleCreateManyInput => ({
  ...columnsOf(rule, installed),
  id: rule.id,
  revision: rule.revision,
  organisationId: rule.organisation,
  isPublished: rule.isPublished,
  isApproved: rule.isApproved,
  createdById: rule.createdBy,
  createdAt: new Date(rule.createdAt),
  changedAt: new Date(rule.changedAt),
});

/** What a change of a rule leaves behind in its row. */
export const columnsFor = ({ judgesAnew, saysAnew }: Consequences, revision: number) => ({
  ...(judgesAnew ? { judgedSince: revision } : {}),
  ...(saysAnew ? { saidSince: revision, isApproved: false } : {}),
});
