import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDefinition, storeDefinition } from '../../../store/rules/stored-definition.ts';
import { wildRule } from '../../../testing/wild-rule.ts';
import { isProblems } from '../../problem.ts';
import type { RuleDefinition } from '../rule.ts';
import type { ConditionInput, RuleInput } from './input.ts';
import { readRule } from './read-rule.ts';

const hour = 3_600_000;
const pm: ConditionInput = { signal: 'NOWCAST', quantity: 'PM25', threshold: 55.5 };
const rule = (changes: Partial<RuleInput> = {}): RuleInput => ({
  ...{ name: 'Smoke', severity: 'SEVERE', condition: pm },
  ...changes,
});
const read = (changes: Partial<RuleInput> = {}): RuleDefinition => {
  const found = readRule(rule(changes));
  if (isProblems(found)) throw new Error(JSON.stringify(found));
  return found;
};
const faults = (changes: Partial<RuleInput>): string[] => {
  const found = readRule(rule(changes));
  return isProblems(found) ? found.map(({ field, code }) => `${field} ${code}`) : [];
};
const faultsOf = (condition: ConditionInput): string[] => faults({ condition });
const conditionOf = (condition: ConditionInput) => read({ condition }).condition;

describe('a rule that says the least', () => {
  it('gets every default', () => {
    expect(read()).toEqual({
      ...{ name: 'Smoke', description: null, severity: 'SEVERE', isEnabled: true },
      condition: {
        kind: 'THRESHOLD',
        signal: { kind: 'NOWCAST', quantity: 'PM25' },
        threshold: { comparison: 'ABOVE', at: 55.5, recovery: 49.95 },
        together: null,
      },
      scope: {
        ...{ sensorIds: null, siteIds: null, networkIds: null, kinds: null },
        ...{ countries: null, tags: null, area: null },
      },
      pace: { forMs: 0, keepFiringMs: 0, noDataAfterMs: 3 * hour, noData: 'KEEP' },
      telling: {
        ...{ receiverIds: [], groupBy: [], groupWaitMs: 0, groupIntervalMs: 300_000, repeatMs: null },
        ...{ tellsAllClear: true, escalation: [] },
      },
      wording: { subject: null, body: null },
    });
  });

  it('waits half a minute for more of its kind where it groups', () => {
    expect(read({ telling: { groupBy: ['SITE', 'RULE', 'SITE'] } }).telling).toMatchObject({
      groupBy: ['RULE', 'SITE'],
      groupWaitMs: 30_000,
    });
  });

  it('has defaults of its signal', () => {
    const at = { threshold: 3.5 };
    expect(conditionOf({ signal: 'ANOMALY', quantity: 'PM25', ...at })).toMatchObject({
      signal: { windowMs: 7 * 24 * hour },
    });
    expect(conditionOf({ signal: 'ROLLING_MEAN', quantity: 'PM25', window: 'PT24H', ...at })).toMatchObject({
      signal: { windowMs: 24 * hour, minCoverage: 0.75 },
    });
    expect(conditionOf({ signal: 'QUALITY', quantity: 'PM25', window: 'PT3H', ...at })).toMatchObject({
      signal: { tests: ['CHANNELS'] },
    });
    const forecast = { signal: 'FORECAST', quantity: 'PM25', level: 55.5, threshold: 0.7 } as const;
    expect(conditionOf(forecast)).toMatchObject({ signal: { head: 'D1' }, threshold: { recovery: 0.63 } });
    expect(read({ condition: { signal: 'OFFLINE' } })).toMatchObject({
      condition: { kind: 'OFFLINE', quantity: null },
      pace: { noData: 'ALERT' },
    });
  });
});

describe('thresholds', () => {
  it('recover a tenth back, on the side that is well', () => {
    const of = (threshold: number, comparison: 'ABOVE' | 'BELOW') =>
      conditionOf({ signal: 'VALUE', quantity: 'TEMPERATURE', threshold, comparison });
    expect(of(-20, 'ABOVE')).toMatchObject({ threshold: { recovery: -22 } });
    expect(of(-20, 'BELOW')).toMatchObject({ threshold: { recovery: -18 } });
    expect(of(0, 'BELOW')).toMatchObject({ threshold: { recovery: 0 } });
  });

  it('are categories by name, and recover where they begin', () => {
    const of = (category: string, standard: 'US_EPA' | 'EU') =>
      conditionOf({ signal: 'AQI', category, standard });
    expect(of(' unhealthy ', 'US_EPA')).toMatchObject({ threshold: { at: 151, recovery: 151 } });
    expect(of('Extremely Poor', 'EU')).toMatchObject({ threshold: { at: 6, recovery: 6 } });
    expect(faultsOf({ signal: 'AQI', category: 'Poor' })).toEqual(['condition.category OUT_OF_RANGE']);
    expect(faultsOf({ signal: 'AQI', category: 'Good' })).toEqual(['condition.category OUT_OF_RANGE']);
    expect(faultsOf({ signal: 'AQI', category: 'Unhealthy', threshold: 3 })).toEqual([
      'condition.category NOT_USED',
    ]);
    expect(faultsOf({ signal: 'AQI', category: 'Unhealthy', comparison: 'BELOW' })).toEqual([
      'condition.category NOT_USED',
    ]);
    expect(faultsOf({ signal: 'AQI', standard: 'WHO', category: 'Unhealthy' })).toEqual([
      'condition.standard OUT_OF_RANGE',
    ]);
  });

  it('recover on their own side, and where something can be', () => {
    expect(faultsOf({ ...pm, recovery: 56 })).toEqual(['condition.recovery OUT_OF_RANGE']);
    expect(faultsOf({ ...pm, comparison: 'BELOW', recovery: 50 })).toEqual([
      'condition.recovery OUT_OF_RANGE',
    ]);
    const forecast = { signal: 'FORECAST', quantity: 'PM25', level: 55.5 } as const;
    expect(faultsOf({ ...forecast, threshold: 0.5, recovery: 0 })).toEqual([
      'condition.recovery OUT_OF_RANGE',
    ]);
    expect(faultsOf({ ...forecast, threshold: 0 })).toEqual(['condition.threshold OUT_OF_RANGE']);
    expect(faultsOf({ ...forecast, threshold: 1.2 })).toEqual(['condition.threshold OUT_OF_RANGE']);
  });
});

describe('what cannot be', () => {
  it('is told all at once, each with its path, its figures and what to change', () => {
    const found = readRule({
      ...{ name: ' ', severity: 'MINOR' },
      condition: { signal: 'ROLLING_MEAN', threshold: 10, window: 'PT1M', minCoverage: 2, tests: ['RANGE'] },
      scope: { sensorIds: [], box: { south: 5, north: 1, west: 0, east: 1 } },
      pace: { for: 'P3D', noDataAfter: 'soon' },
      telling: { receiverIds: ['a', 'a'], repeatEvery: 'PT5M' },
    });
    expect(found).toEqual([
      { field: 'name', code: 'MISSING', reason: 'It is empty', next: 'Write what people call the rule.' },
      expect.objectContaining({ field: 'condition.tests', code: 'NOT_USED' }),
      expect.objectContaining({ field: 'condition.quantity', code: 'MISSING' }),
      {
        ...{ field: 'condition.window', code: 'NOT_A_DURATION', reason: '"PT1M" is shorter than 2 minutes' },
        next: 'Give 2 minutes to 1 day, such as PT3H or P1D.',
      },
      {
        ...{ field: 'condition.minCoverage', code: 'OUT_OF_RANGE', reason: '2 is not 0.1 to 1' },
        next: 'Give 0.1 to 1.',
      },
      expect.objectContaining({ field: 'scope.sensorIds', code: 'MISSING' }),
      expect.objectContaining({ field: 'scope.box', code: 'OUT_OF_RANGE' }),
      expect.objectContaining({ field: 'pace.for', reason: '"P3D" is longer than 2 days' }),
      expect.objectContaining({ field: 'pace.noDataAfter', code: 'NOT_A_DURATION' }),
      expect.objectContaining({ field: 'telling.receiverIds.1', code: 'NOT_USED' }),
      expect.objectContaining({ field: 'telling.repeatEvery', code: 'NOT_A_DURATION' }),
    ]);
  });

  it.each<[string, ConditionInput, string]>([
    ['a NowCast of ozone', { ...pm, quantity: 'O3' }, 'condition.quantity OUT_OF_RANGE'],
    [
      'an index of one quantity',
      { signal: 'AQI', quantity: 'PM25', threshold: 151 },
      'condition.quantity NOT_USED',
    ],
    ['a threshold of silence', { signal: 'OFFLINE', threshold: 5 }, 'condition.threshold NOT_USED'],
    [
      'a mean of directions',
      { signal: 'ROLLING_MEAN', quantity: 'WIND_DIRECTION', window: 'PT1H', threshold: 5 },
      'condition.quantity OUT_OF_RANGE',
    ],
    [
      'sensors together over half hours',
      { signal: 'ROLLING_MEAN', quantity: 'PM25', window: 'PT90M', threshold: 5, together: { sensors: 2 } },
      'condition.together NOT_USED',
    ],
    [
      'sensors together by how fast they change',
      { signal: 'RATE_OF_CHANGE', quantity: 'PM25', window: 'PT1H', threshold: 5, together: { sensors: 2 } },
      'condition.together NOT_USED',
    ],
    ['half a sensor', { ...pm, together: { sensors: 1.5 } }, 'condition.together.sensors OUT_OF_RANGE'],
    [
      'a change over no time',
      { signal: 'RATE_OF_CHANGE', quantity: 'PM25', threshold: 5 },
      'condition.window MISSING',
    ],
    [
      'a forecast of no level',
      { signal: 'FORECAST', quantity: 'PM25', threshold: 0.5 },
      'condition.level MISSING',
    ],
    ['no threshold', { signal: 'VALUE', quantity: 'PM25' }, 'condition.threshold MISSING'],
  ])('is refused: %s', (_what, condition, fault) => {
    expect(faultsOf(condition)).toEqual([fault]);
  });

  it('is refused of OFFLINE: how long it must hold, and any other policy', () => {
    const condition = { signal: 'OFFLINE' } as const;
    expect(faults({ condition, pace: { for: 'PT1H', noData: 'KEEP' } })).toEqual([
      ...['pace.for NOT_USED', 'pace.noData NOT_USED'],
    ]);
    expect(faults({ condition, pace: { for: 'PT0S', noData: 'ALERT' } })).toEqual([]);
  });

  it('is refused: to know nothing between two hours of what is judged by the hour', () => {
    expect(faults({ pace: { noDataAfter: 'PT30M' } })).toEqual(['pace.noDataAfter OUT_OF_RANGE']);
    expect(faults({ condition: { ...pm, signal: 'VALUE' }, pace: { noDataAfter: 'PT30M' } })).toEqual([]);
  });

  it('is refused: escalation out of order, or to nobody', () => {
    const step = (after: string, ...receiverIds: string[]) => ({ after, receiverIds });
    expect(faults({ telling: { escalation: [step('PT1H', 'a'), step('PT30M', 'b')] } })).toEqual([
      'telling.escalation.1.after OUT_OF_RANGE',
    ]);
    expect(faults({ telling: { escalation: [step('PT1H')] } })).toEqual([
      'telling.escalation.0.receiverIds MISSING',
    ]);
  });

  it('is refused: a box and a circle, a country that is none', () => {
    const box = { south: -5, north: 1, west: 170, east: -170 };
    expect(read({ scope: { box, countries: ['ug '] } }).scope).toMatchObject({
      area: { kind: 'BOX', ...box },
      countries: ['UG'],
    });
    const circle = { latitude: 0, longitude: 32, radiusKm: 20 };
    expect(faults({ scope: { box, circle, countries: ['UG', 'Uganda'] } })).toEqual([
      ...['scope.countries.1 UNKNOWN_ID', 'scope.circle NOT_USED'],
    ]);
  });
});

describe('what a rule is called and says', () => {
  it('is in any script, and holds nothing that nobody sees or that turns what is read', () => {
    expect(read({ name: 'دخان في كمبالا', description: 'من المدرسة\nإلى السوق' }).name).toBe(
      'دخان في كمبالا',
    );
    const turned = 'Clean air \u202eekoms fo';
    const wording = { subject: turned, body: `{{ title }}\u2066` };
    expect(faults({ name: turned, description: 'a\u200bb', wording })).toEqual([
      ...['name NOT_PLAIN_TEXT', 'description NOT_PLAIN_TEXT'],
      ...['wording.subject NOT_PLAIN_TEXT', 'wording.body NOT_PLAIN_TEXT'],
    ]);
  });
});

describe('whatever somebody writes down', () => {
  it('is read or told to be wrong, and what is read is stored and read again as it was', () => {
    let [readable, all] = [0, 0];
    fc.assert(
      fc.property(wildRule, (input) => {
        all += 1;
        const found = readRule(input);
        if (isProblems(found)) {
          expect(found.length).toBeGreaterThan(0);
          for (const { field, reason, next } of found) expect([field, reason, next]).not.toContain('');
          return;
        }
        readable += 1;
        const { name: _, severity: __, isEnabled: ___, ...definition } = found;
        const stored: unknown = JSON.parse(JSON.stringify(storeDefinition(found)));
        expect(readDefinition(stored)).toEqual({ definition });
      }),
      { numRuns: 500 },
    );
    expect(readable).toBeGreaterThan(0);
    expect(readable).toBeLessThan(all);
  });
});
