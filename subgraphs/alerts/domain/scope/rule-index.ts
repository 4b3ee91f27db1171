import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { Rule } from '../rule/rule.ts';
import type { Scope } from '../rule/scope.ts';
import { cellsAbout, cellsAround } from './grid.ts';
import { isInScope } from './is-in-scope.ts';
import { type Shelf, shelfOf } from './shelf.ts';

/** Which rules are about a sensor. */
export interface RuleIndex {
  /** Of the rules that are enabled. Each of them stands on one shelf of a sensor. The same sensor gives the same list. */
  rulesFor(sensor: SensorChanged): readonly Shelf[];
}

type Marked = readonly string[];

const marked = (name: string, values: readonly string[]): Marked => values.map((value) => `${name} ${value}`);

const everywhere: Marked = ['everywhere'];

/** Where rules of a scope stand: by the list that names the fewest sensors, and the rest of the scope, which the sensors there have yet to pass. */
const placed = (scope: Scope): { readonly keys: Marked; readonly rest: Scope } => {
  if (scope.sensorIds !== null)
    return { keys: marked('sensor', scope.sensorIds), rest: { ...scope, sensorIds: null } };
  if (scope.siteIds !== null)
    return { keys: marked('site', scope.siteIds), rest: { ...scope, siteIds: null } };
  if (scope.networkIds !== null)
    return { keys: marked('network', scope.networkIds), rest: { ...scope, networkIds: null } };
  if (scope.countries !== null)
    return { keys: marked('country', scope.countries), rest: { ...scope, countries: null } };
  // a sensor may have several of the tags, and a cell is more than the area: these are asked again
  if (scope.tags !== null) return { keys: marked('tag', scope.tags), rest: scope };
  if (scope.area !== null) return { keys: marked('cell', cellsAround(scope.area)), rest: scope };
  return { keys: everywhere, rest: scope };
};

const keysOf = (sensor: SensorChanged): Marked => [
  ...everywhere,
  `sensor ${sensor.sensorId}`,
  `network ${sensor.networkId}`,
  ...(sensor.siteId === null ? [] : [`site ${sensor.siteId}`]),
  ...(sensor.country === null ? [] : [`country ${sensor.country}`]),
  ...marked('tag', sensor.tags),
  ...marked('cell', sensor.location === null ? [] : cellsAbout(sensor.location)),
];

/** Rules of one place and one rest, and their shelf once somebody has asked for it. */
interface Bay {
  readonly rest: Scope;
  readonly rules: Rule[];
  shelf: Shelf | null;
}

const wordsOf = (scope: Scope): string =>
  JSON.stringify([
    ...[scope.sensorIds, scope.siteIds, scope.networkIds, scope.kinds, scope.countries, scope.tags],
    scope.area,
  ]);

/** Bays by the places at which they stand, then by the words of their rests. */
type Hall = Map<string, Map<string, Bay>>;

const standAt = (hall: Hall, key: string, words: string, make: () => Bay): Bay => {
  const there = hall.get(key) ?? new Map<string, Bay>();
  hall.set(key, there);
  const bay = there.get(words) ?? make();
  there.set(words, bay);
  return bay;
};

const furnished = (rules: readonly Rule[]): Hall => {
  const hall: Hall = new Map();
  for (const rule of rules) {
    const { keys, rest } = placed(rule.scope);
    const words = wordsOf(rest);
    // where the whole scope is asked again, rules of one scope stand together at all of its places, and a sensor that comes by two of them finds one bay
    const shared: Bay = { rest, rules: [], shelf: null };
    const make = rest === rule.scope ? () => shared : (): Bay => ({ rest, rules: [], shelf: null });
    for (const bay of new Set(keys.map((key) => standAt(hall, key, words, make)))) bay.rules.push(rule);
  }
  return hall;
};

export const createRuleIndex = (rules: readonly Rule[]): RuleIndex => {
  const hall = furnished(rules.filter(({ isEnabled }) => isEnabled));
  const shelfIn = (bay: Bay): Shelf => {
    bay.shelf ??= shelfOf(bay.rules);
    return bay.shelf;
  };
  const found = (sensor: SensorChanged): readonly Shelf[] => {
    const bays = keysOf(sensor).flatMap((key) => [...(hall.get(key)?.values() ?? [])]);
    return [...new Set(bays)].filter(({ rest }) => isInScope(rest, sensor)).map(shelfIn);
  };

  const remembered = new WeakMap<SensorChanged, readonly Shelf[]>();
  return {
    rulesFor: (sensor) => {
      const shelves = remembered.get(sensor) ?? found(sensor);
      remembered.set(sensor, shelves);
      return shelves;
    },
  };
};
