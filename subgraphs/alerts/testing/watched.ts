import { randomUUID } from 'node:crypto';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { consequencesOf } from '../domain/rule/differs.ts';
import type { Condition, Pace, Rule, RuleDefinition, Signal } from '../domain/rule/rule.ts';
import { type Engine, openEngine, openPorts } from './open-engine.ts';
import { everySensor, makeRule } from './rules.ts';

export const hour = 3_600_000;
const midnight = Date.UTC(2026, 10, 30);
/** Hours after midnight. */
export const at = (n: number): EpochMs => midnight + n * hour;
export const never = new AbortController().signal;

export const above = (value: number, recovery = value, signal: Partial<Signal> = {}): Condition =>
  ({
    kind: 'THRESHOLD',
    signal: { kind: 'VALUE', quantity: 'PM25', ...signal },
    threshold: { comparison: 'ABOVE', at: value, recovery },
    together: null,
  }) as Condition;
export const offline: Condition = { kind: 'OFFLINE', quantity: null };
export const pace = (changes: Partial<Pace> = {}): Pace => ({
  ...{ forMs: 0, keepFiringMs: 0, noDataAfterMs: 5 * hour, noData: 'KEEP' },
  ...changes,
});

/** Processes that judge on the same stores, at one clock. */
export const openWatched = async () => {
  const ports = await openPorts();
  const clock = { now: at(30) };
  const engines: Engine[] = [];
  /** A process that has just started. */
  const another = async (): Promise<Engine> => {
    const one = await openEngine(ports, clock);
    engines.push(one);
    await one.rulebook.refresh();
    return one;
  };
  const engine = await another();

  /** A sensor of its own, and a rule about it alone unless it says otherwise. */
  const withRule = async (fields: Partial<Rule> = {}) => {
    const sensorId = randomUUID();
    await engine.say({ sensorId, quantities: ['PM25', 'NO2'] });
    const scope = { ...everySensor, sensorIds: [sensorId] };
    const rule = makeRule({ id: randomUUID(), condition: above(100, 80), scope, pace: pace(), ...fields });
    await engine.rule(rule);
    const incidents = () => engine.incidents({ sensorId });
    return {
      ...{ sensorId, rule, incidents },
      /** The hour that ends then, in the store and judged. */
      hear: (n: number, value: number, by = engine, more: Partial<Reading> = {}) =>
        by.hear({ sensorId, periodEnd: at(n), value, ...more }),
      states: async () => (await incidents()).map(({ state }) => state),
    };
  };

  /** Puts another definition in the place of a rule's, as the graph does. */
  const change = async (ruleId: string, changes: Partial<RuleDefinition>): Promise<void> => {
    const found = (await engine.rules.find(ruleId)) as Rule;
    const definition = { ...found, ...changes };
    await engine.rules.replace(
      {
        ...{ id: ruleId, revision: found.revision, definition, staysPublished: false },
        consequences: consequencesOf(found, definition),
      },
      { by: 'ada', at: clock.now },
    );
    for (const one of engines) await one.rulebook.refresh();
  };

  return {
    ...{ ports, clock, engine, another, withRule, change },
    async close(): Promise<void> {
      await Promise.all(engines.map((one) => one.stop()));
      await ports.close();
    },
  };
};
export type Watched = Awaited<ReturnType<typeof openWatched>>;
