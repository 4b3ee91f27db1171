import { qualityTests, quantities, sensorKinds } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { type RuleInput, signalNames } from '../domain/rule/read/input.ts';
import { labelNames } from '../domain/rule/rule.ts';

const given = <T>(what: fc.Arbitrary<T>) => fc.option(what, { nil: undefined, freq: 2 });
const number = fc.oneof(fc.double(), fc.integer({ min: -1, max: 600 }), fc.constantFrom(0, 0.5, 0.7, 1));
const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 130 }),
  fc.constant('a'),
);
const duration = fc.oneof(
  fc.constantFrom('PT1H', 'PT3H', 'PT90M', 'P1D', 'P7D', 'PT0S', 'P1M', '-PT1H', 'PT0.0001S', ''),
  fc.string({ maxLength: 5 }),
);
const some = <T>(what: fc.Arbitrary<T>) => given(fc.array(what, { maxLength: 4 }));
const place = fc.record({ south: number, west: number, north: number, east: number });
const circle = fc.record({ latitude: number, longitude: number, radiusKm: number });

const condition = fc.record({
  signal: fc.constantFrom(...signalNames),
  quantity: fc.constantFrom(...quantities, 'PM25', 'PM25', undefined),
  comparison: fc.constantFrom('ABOVE', 'BELOW', undefined),
  threshold: given(number),
  category: given(fc.oneof(fc.constantFrom('Unhealthy', 'Poor', 'Good', 'hazardous '), text)),
  recovery: given(number),
  window: given(duration),
  minCoverage: given(number),
  standard: fc.constantFrom('US_EPA', 'EU', 'WHO', undefined),
  tests: some(fc.constantFrom(...qualityTests)),
  horizon: fc.constantFrom('PT4H', 'D3', undefined),
  level: given(number),
  together: given(fc.record({ sensors: number, share: given(number), minSensors: given(number) })),
});
/** Few of the details that a wild condition has mean anything together. */
const plain = fc.record({
  signal: fc.constantFrom('VALUE', 'NOWCAST'),
  quantity: fc.constantFrom('PM25', 'PM10'),
  threshold: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
  together: given(
    fc.record({
      sensors: fc.integer({ min: 1, max: 9 }),
      share: given(fc.double({ min: 0, max: 1, noNaN: true })),
    }),
  ),
}) as fc.Arbitrary<RuleInput['condition']>;

const scope = fc.record({
  ...{ sensorIds: some(text), siteIds: some(text), networkIds: some(text), tags: some(text) },
  kinds: some(fc.constantFrom(...sensorKinds)),
  countries: some(fc.constantFrom('ug', 'GH', 'Uganda', '')),
  ...{ box: given(place), circle: given(circle) },
});

const telling = fc.record({
  receiverIds: some(text),
  groupBy: some(fc.constantFrom(...labelNames)),
  ...{ groupWait: given(duration), groupInterval: given(duration), repeatEvery: given(duration) },
  tellsAllClear: given(fc.boolean()),
  escalation: some(fc.record({ after: duration, receiverIds: fc.array(text, { maxLength: 3 }) })),
});

/** Rules of every shape that the graph lets through, most of them wrong. */
export const wildRule: fc.Arbitrary<RuleInput> = fc.record({
  name: text,
  description: given(text),
  severity: fc.constantFrom('MINOR', 'MODERATE', 'SEVERE', 'EXTREME'),
  condition: fc.oneof(condition, plain) as fc.Arbitrary<RuleInput['condition']>,
  scope: given(scope),
  pace: given(
    fc.record({
      ...{ for: given(duration), keepFiringFor: given(duration), noDataAfter: given(duration) },
      noData: fc.constantFrom('KEEP', 'RESOLVE', 'ALERT', undefined),
    }),
  ),
  telling: given(telling),
  wording: given(fc.record({ subject: given(text), body: given(text) })),
  isEnabled: given(fc.boolean()),
});
