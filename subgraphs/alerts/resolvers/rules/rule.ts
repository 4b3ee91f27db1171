import { durationText } from '@aqmrg/platform/air-quality/duration.ts';
import { isOwn } from '../../actions/rules/callers.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { areaText } from '../../domain/rule/area-text.ts';
import type {
  AlertEscalationResolvers,
  AlertPaceResolvers,
  AlertRuleResolvers,
  AlertScopeResolvers,
  AlertTellingResolvers,
} from '../types.generated.ts';
import { loadersOf, type RuleLoaders } from './loaders.ts';
import type { ShownEscalation } from './shown.ts';

const optional = (ms: number | null): string | null => (ms === null ? null : durationText(ms));
const copied = <T>(list: readonly T[] | null): T[] | null => (list === null ? null : [...list]);

export const ruleType: AlertRuleResolvers = {
  condition: ({ condition, pace }) => ({ condition, pace }),
  telling: (rule, _args, { caller }) =>
    isOwn(caller, rule) ? { ...rule.telling, organisation: rule.organisation } : null,
  createdBy: (rule, _args, { caller }) => (isOwn(caller, rule) ? rule.createdBy : null),
  isHouseRule: ({ organisation }) => organisation === null,
  openAlerts: ({ id }, _args, context) => loadersOf(context).openIncidents.load(id),
};

export const scopeType: AlertScopeResolvers = {
  sensorIds: ({ sensorIds }) => copied(sensorIds),
  siteIds: ({ siteIds }) => copied(siteIds),
  networkIds: ({ networkIds }) => copied(networkIds),
  kinds: ({ kinds }) => copied(kinds),
  countries: ({ countries }) => copied(countries),
  tags: ({ tags }) => copied(tags),
  area: ({ area }) => (area === null ? null : areaText(area)),
  sensorCount: (scope, _args, { ruleDesk }) => ruleDesk.sensorCount(scope),
};

export const paceType: AlertPaceResolvers = {
  for: ({ forMs }) => durationText(forMs),
  keepFiringFor: ({ keepFiringMs }) => durationText(keepFiringMs),
  noDataAfter: ({ noDataAfterMs }) => durationText(noDataAfterMs),
};

/** Those that are still there. */
const receiversOf = async (
  { organisation, receiverIds }: Pick<ShownEscalation, 'organisation' | 'receiverIds'>,
  { receiver }: RuleLoaders,
): Promise<Receiver[]> => {
  if (organisation === null) return [];
  const found = await Promise.all(receiverIds.map((id) => receiver.load({ organisation, id })));
  return found.filter((one) => one !== null);
};

export const tellingType: AlertTellingResolvers = {
  receivers: (telling, _args, context) => receiversOf(telling, loadersOf(context)),
  groupBy: ({ groupBy }) => [...groupBy],
  groupWait: ({ groupWaitMs }) => durationText(groupWaitMs),
  groupInterval: ({ groupIntervalMs }) => durationText(groupIntervalMs),
  repeatEvery: ({ repeatMs }) => optional(repeatMs),
  escalation: ({ escalation, organisation }) => escalation.map((step) => ({ ...step, organisation })),
};

export const escalationType: AlertEscalationResolvers = {
  after: ({ afterMs }) => durationText(afterMs),
  receivers: (step, _args, context) => receiversOf(step, loadersOf(context)),
};
