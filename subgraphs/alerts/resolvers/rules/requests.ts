import type { Language } from '../../domain/notify/receiver.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import type { MutationResolvers, QueryResolvers } from '../types.generated.ts';

/** Problems as a union of the graph has them. */
const refused = (problems: readonly Problem[]) => ({
  __typename: 'AlertProblems' as const,
  problems: [...problems],
});

const saved = (rule: Rule | readonly Problem[]) =>
  isProblems(rule) ? refused(rule) : { __typename: 'AlertRuleSaved' as const, rule };

type Queries = 'alertRules' | 'alertRule' | 'dryRunAlertRule' | 'previewAlertMessage';

export const ruleQueries: Pick<QueryResolvers, Queries> = {
  alertRules: async (_root, _args, { ruleDesk, caller }) => [...(await ruleDesk.list(caller))],
  alertRule: (_root, { id }, { ruleDesk, caller }) => ruleDesk.read(id, caller),

  async dryRunAlertRule(_root, { input }, { ruleDesk, caller, signal }) {
    const found = await ruleDesk.dryRun(input, caller, signal);
    if (isProblems(found)) return refused(found);
    const alerts = found.alerts.map(({ sensorId, ...alert }) => ({
      ...alert,
      sensor: sensorId === null ? null : { __typename: 'Sensor' as const, id: sensorId },
    }));
    return { __typename: 'AlertDryRun' as const, ...found, alerts };
  },

  async previewAlertMessage(_root, { input }, { ruleDesk, caller }) {
    const language = (input.language ?? 'EN').toLowerCase() as Language;
    const found = await ruleDesk.preview({ ...input, language }, caller);
    return isProblems(found) ? refused(found) : { __typename: 'AlertMessagePreview' as const, ...found };
  },
};

type Mutations =
  | 'createAlertRule'
  | 'updateAlertRule'
  | 'deleteAlertRule'
  | 'publishAlertRule'
  | 'approveAlertRule';

export const ruleMutations: Pick<MutationResolvers, Mutations> = {
  createAlertRule: async (_root, { input }, { ruleDesk, caller }) =>
    saved(await ruleDesk.create(input, caller)),
  updateAlertRule: async (_root, { input }, { ruleDesk, caller }) =>
    saved(await ruleDesk.update(input, caller)),
  async deleteAlertRule(_root, { input }, { ruleDesk, caller }) {
    const found = await ruleDesk.remove(input.id, caller);
    return typeof found === 'string'
      ? { __typename: 'AlertRuleDeleted' as const, id: found }
      : refused(found);
  },
  publishAlertRule: async (_root, { input }, { ruleDesk, caller }) =>
    saved(await ruleDesk.publish(input, caller)),
  approveAlertRule: async (_root, { input }, { ruleDesk, caller }) =>
    saved(await ruleDesk.approve(input, caller)),
};
