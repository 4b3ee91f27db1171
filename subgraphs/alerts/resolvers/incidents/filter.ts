import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { IncidentFilter } from '../../domain/incident/filter.ts';
import type { AlertFilter } from '../types.generated.ts';

const maxListed = 1_000;

/** Null where it is left out. */
const listOf = <T>(name: keyof AlertFilter, list: readonly T[] | null | undefined): readonly T[] | null => {
  if (list === null || list === undefined) return null;
  if (list.length <= maxListed) return list;
  throw badInput(`filter.${name}`, `filter.${name} names ${list.length}, more than ${maxListed}.`);
};

/** What a client asks for; BAD_INPUT names the field that makes no sense. */
export const filterOf = (given: AlertFilter | null | undefined): IncidentFilter => {
  const filter = given ?? {};
  const { from, to } = filter;
  if (typeof from === 'number' && typeof to === 'number' && from > to)
    throw badInput('filter.to', 'filter.to must not lie before filter.from.');
  return {
    sensorIds: listOf('sensorIds', filter.sensorIds),
    siteIds: listOf('siteIds', filter.siteIds),
    networkIds: listOf('networkIds', filter.networkIds),
    ruleIds: listOf('ruleIds', filter.ruleIds),
    states: listOf('states', filter.states),
    minSeverity: filter.minSeverity ?? null,
    quantities: listOf('quantities', filter.quantities),
    own: filter.own ?? false,
    replayed: filter.replayed ?? true,
    from: from ?? null,
    to: to ?? null,
  };
};
