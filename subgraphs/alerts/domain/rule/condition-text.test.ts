import { describe, expect, it } from 'vitest';
import { isProblems } from '../problem.ts';
import { conditionText } from './condition-text.ts';
import type { ConditionInput } from './read/input.ts';
import { readRule } from './read/read-rule.ts';

const said = (condition: ConditionInput, noDataAfter?: string): string => {
  const rule = readRule({ name: 'A rule', severity: 'MINOR', condition, pace: { noDataAfter } });
  if (isProblems(rule)) throw new Error(JSON.stringify(rule));
  return conditionText(rule.condition, rule.pace);
};
const pm = { quantity: 'PM25', threshold: 55.5 } as const;

describe('a condition in words', () => {
  it.each<[ConditionInput, string]>([
    [{ signal: 'VALUE', quantity: 'CO', threshold: 9 }, 'CO at or above 9 ppm'],
    [
      { signal: 'VALUE', quantity: 'TEMPERATURE', threshold: 0.1 + 0.2, comparison: 'BELOW' },
      'Temperature at or below 0.3 °C',
    ],
    [{ ...pm, signal: 'NOWCAST' }, 'NowCast of PM2.5 at or above 55.5 µg/m³'],
    [{ ...pm, signal: 'ROLLING_MEAN', window: 'PT24H' }, 'Mean of 1 day of PM2.5 at or above 55.5 µg/m³'],
    [
      { ...pm, signal: 'RATE_OF_CHANGE', window: 'PT90M' },
      'Change over 90 minutes of PM2.5 at or above 55.5 µg/m³ per hour',
    ],
    [{ signal: 'AQI', category: 'Unhealthy' }, 'US EPA Air Quality Index at or above 151 (Unhealthy)'],
    [{ signal: 'AQI', standard: 'EU', threshold: 5 }, 'European Air Quality Index at or above 5 (Very Poor)'],
    [
      { signal: 'ANOMALY', quantity: 'PM10', threshold: 3.5 },
      'How unusual PM10 is against 7 days at or above 3.5',
    ],
    [
      { signal: 'QUALITY', quantity: 'PM25', tests: ['SPIKE', 'RANGE'], window: 'PT3H', threshold: 2 },
      'Readings of PM2.5 in 3 hours flagged by SPIKE, RANGE at or above 2',
    ],
    [
      { signal: 'FORECAST', quantity: 'PM25', level: 55.5, threshold: 0.7 },
      'Probability that the mean of PM2.5 tomorrow is at least 55.5 µg/m³ at or above 0.7',
    ],
    [
      { ...pm, signal: 'VALUE', together: { sensors: 3, minSensors: 5 } },
      '3 or more sensors (of at least 5): mean of the hour of PM2.5 at or above 55.5 µg/m³',
    ],
    [
      { ...pm, signal: 'NOWCAST', together: { sensors: 2, share: 0.25 } },
      '2 or more sensors and 25 % of them (of at least 2): NowCast of PM2.5 at or above 55.5 µg/m³',
    ],
  ])('says what is watched, on which side of what', (condition, words) => {
    expect(said(condition)).toBe(words);
  });

  it('says for how long nothing was heard', () => {
    expect(said({ signal: 'OFFLINE' })).toBe('Nothing heard for 3 hours');
    expect(said({ signal: 'OFFLINE', quantity: 'NO2' }, 'P1D')).toBe('Nothing heard of NO₂ for 1 day');
    expect(conditionText({ kind: 'OFFLINE', quantity: null })).toBe('Nothing heard');
  });
});
