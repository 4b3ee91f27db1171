import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { sensorKinds } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRule, makeSensor } from '../../testing/rules.ts';
import type { Condition, Rule, Signal } from '../rule/rule.ts';
import type { Area, Scope } from '../rule/scope.ts';
import { isInScope } from './is-in-scope.ts';
import { createRuleIndex } from './rule-index.ts';
import { breachedBy, type Shelf } from './shelf.ts';

const few = <T>(...all: readonly T[]) => fc.option(fc.uniqueArray(fc.constantFrom(...all), { maxLength: 3 }));
const latitude = fc.integer({ min: -90, max: 90 });
const longitude = fc.integer({ min: -180, max: 180 });
const areas: fc.Arbitrary<Area> = fc.oneof(
  fc.tuple(latitude, latitude, longitude, longitude).map(
    ([a, b, west, east]): Area => ({
      kind: 'BOX',
      south: Math.min(a, b),
      north: Math.max(a, b),
      west,
      east,
    }),
  ),
  fc.record({
    kind: fc.constant('CIRCLE'),
    latitude,
    longitude,
    radiusKm: fc.constantFrom(0.5, 20, 300, 5_000, 20_000),
  }),
);
const scopes: fc.Arbitrary<Scope> = fc.record({
  sensorIds: few('s0', 's1', 's2', 's3'),
  siteIds: few('roof', 'cellar'),
  networkIds: few('n0', 'n1'),
  kinds: few(...sensorKinds),
  countries: few('GH', 'TD'),
  tags: few('school', 'road', 'north'),
  area: fc.option(areas),
});
/** Half of them by one list alone. */
const narrow = scopes.chain((scope) =>
  fc.constantFrom(...(Object.keys(scope) as (keyof Scope)[])).map((kept): Scope => {
    const nothing = {
      sensorIds: null,
      siteIds: null,
      networkIds: null,
      kinds: null,
      countries: null,
      tags: null,
    };
    return { ...nothing, area: null, [kept]: scope[kept] };
  }),
);
const signals: readonly Signal[] = [
  { kind: 'VALUE', quantity: 'PM25' },
  { quantity: 'PM25', kind: 'VALUE' },
  { kind: 'NOWCAST', quantity: 'PM25' },
];
const thresholds: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.constantFrom(...signals),
    fc.constantFrom('ABOVE', 'BELOW'),
    fc.integer({ min: 0, max: 9 }),
    fc.nat(3),
  )
  .map(([signal, comparison, at, n]) => ({
    ...{ kind: 'THRESHOLD', signal, threshold: { comparison, at, recovery: at } },
    together: n === 0 ? { sensors: 2, share: null, minSensors: 2 } : null,
  }));
const conditions = fc.oneof(
  { weight: 5, arbitrary: thresholds },
  { weight: 1, arbitrary: fc.constant<Condition>({ kind: 'OFFLINE', quantity: null }) },
);
const rules = fc
  .array(
    fc.record({
      scope: fc.oneof(scopes, narrow),
      condition: conditions,
      isEnabled: fc.nat(9).map(Boolean),
    }),
    {
      maxLength: 40,
    },
  )
  .map((all) => all.map((fields, n) => makeRule({ id: `r${n}`, ...fields })));
const sensors: fc.Arbitrary<SensorChanged> = fc
  .record({
    sensorId: fc.constantFrom('s0', 's1', 's2', 's3'),
    siteId: fc.constantFrom(null, 'roof', 'cellar'),
    networkId: fc.constantFrom('n0', 'n1'),
    kind: fc.constantFrom(...sensorKinds),
    country: fc.constantFrom(null, 'GH', 'TD'),
    tags: fc.subarray(['school', 'road', 'north']),
    location: fc.option(fc.record({ latitude, longitude })),
    retired: fc.nat(9).map((n) => n === 0),
  })
  .map(makeSensor);

const ids = (all: readonly Rule[]): readonly string[] => all.map(({ id }) => id).sort();
const onShelves = (shelves: readonly Shelf[]): readonly Rule[] =>
  shelves.flatMap(({ groups, together, offline }) => [
    ...groups.flatMap((group) => group.rules),
    ...together,
    ...offline,
  ]);

describe('an index of rules', () => {
  it('finds the rules of a sensor that asking every one of them finds, each once', () => {
    fc.assert(
      fc.property(rules, fc.array(sensors, { minLength: 1, maxLength: 4 }), (all, asked) => {
        const index = createRuleIndex(all);
        for (const sensor of asked) {
          const naive = all.filter(({ isEnabled, scope }) => isEnabled && isInScope(scope, sensor));
          expect(ids(onShelves(index.rulesFor(sensor)))).toEqual(ids(naive));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('finds what a value breaches as holding it against every threshold does', () => {
    fc.assert(
      fc.property(rules, sensors, fc.integer({ min: -1, max: 10 }), (all, sensor, value) => {
        for (const { groups } of createRuleIndex(all).rulesFor(sensor))
          for (const group of groups) {
            const naive = group.rules.filter(({ condition }) => {
              if (condition.kind === 'OFFLINE') return false;
              const { comparison, at } = condition.threshold;
              return comparison === 'ABOVE' ? value >= at : value <= at;
            });
            expect(ids(breachedBy(group, value))).toEqual(ids(naive));
          }
      }),
    );
  });

  it('tells one signal once, and compiles a shelf once for all of its sensors', () => {
    const of = (signal: Signal, at: number) =>
      makeRule({
        condition: {
          kind: 'THRESHOLD',
          signal,
          threshold: { comparison: 'ABOVE', at, recovery: at },
          together: null,
        },
      });
    const index = createRuleIndex(signals.map(of));
    const [shelf] = index.rulesFor(makeSensor({ sensorId: 'one' }));
    expect(shelf?.groups.map(({ rules: same }) => same.length)).toEqual([2, 1]);
    expect(index.rulesFor(makeSensor({ sensorId: 'other' }))[0]).toBe(shelf);
  });
});
