import { describe, expect, it } from 'vitest';
import { isProblems } from '../problem.ts';
import { readInhibition } from './read-inhibition.ts';
import { readSilence, type SilenceInput } from './read-silence.ts';
import { clockOf } from './read-weekly.ts';

/** 2026-11-23T06:00:00Z, a Monday. */
const monday = Date.UTC(2026, 10, 23, 6);
const dayMs = 86_400_000;

const make = (changes: Partial<SilenceInput> = {}): SilenceInput => ({
  matcher: { sensorIds: ['s1'] },
  endsAt: monday + dayMs,
  comment: 'The road is being built',
  ...changes,
});
const read = (changes: Partial<SilenceInput> = {}) => readSilence(make(changes), monday);
const faultsOf = (changes: Partial<SilenceInput>): readonly string[] => {
  const found = read(changes);
  return isProblems(found) ? found.map(({ field, code }) => `${field} ${code}`) : [];
};
const nights = { weekdays: [7, 1, 7], from: '22:00', to: '05:30', timeZone: 'africa/kampala' };

describe('a silence that somebody wants', () => {
  it('begins now where nothing else is said, or where that is past', () => {
    const wish = {
      matcher: { ruleIds: null, sensorIds: ['s1'], siteIds: null, networkIds: null, severities: null },
      ...{ startsAt: monday, endsAt: monday + dayMs, weekly: null, comment: 'The road is being built' },
    };
    expect(read()).toEqual(wish);
    expect(read({ startsAt: monday - dayMs })).toEqual(wish);
    expect(read({ startsAt: monday + 1 })).toEqual({ ...wish, startsAt: monday + 1 });
    expect(read({ matcher: {} })).toMatchObject({ matcher: { sensorIds: null, severities: null } });
  });

  it('lasts 90 days at most, and two years where it comes every week', () => {
    expect(faultsOf({ endsAt: monday + 90 * dayMs })).toEqual([]);
    expect(faultsOf({ endsAt: monday + 90 * dayMs + 1 })).toEqual(['endsAt OUT_OF_RANGE']);
    expect(faultsOf({ endsAt: monday + 731 * dayMs, weekly: nights })).toEqual([]);
    expect(faultsOf({ endsAt: monday + 731 * dayMs + 1, weekly: nights })).toEqual(['endsAt OUT_OF_RANGE']);
    expect(faultsOf({ endsAt: monday })).toEqual(['endsAt NOT_A_TIME']);
    expect(faultsOf({ startsAt: monday + dayMs, endsAt: monday + dayMs })).toEqual(['endsAt NOT_A_TIME']);
  });

  it('comes every week at local times', () => {
    expect(read({ weekly: nights })).toMatchObject({
      weekly: { weekdays: [1, 7], fromMinute: 1320, toMinute: 330, timeZone: 'Africa/Kampala' },
    });
    expect([0, 330, 1439].map(clockOf)).toEqual(['00:00', '05:30', '23:59']);
  });

  it('is told all that is wrong with it at once', () => {
    const wrong = {
      matcher: { ruleIds: [], sensorIds: ['a', ''], severities: ['MINOR', 'MINOR'] as const },
      weekly: { weekdays: [0], from: '24:00', to: '9:5', timeZone: '+01:00' },
      comment: '  ',
    };
    expect(faultsOf(wrong)).toEqual([
      'matcher.ruleIds MISSING',
      'matcher.sensorIds.1 MISSING',
      'weekly.weekdays.0 OUT_OF_RANGE',
      'weekly.from NOT_A_TIME',
      'weekly.to NOT_A_TIME',
      'weekly.timeZone NOT_A_TIME_ZONE',
      'comment MISSING',
    ]);
    expect(faultsOf({ weekly: { ...nights, weekdays: [] } })).toEqual(['weekly.weekdays MISSING']);
    expect(faultsOf({ comment: 'x'.repeat(501) })).toEqual(['comment TOO_LONG']);
    expect(faultsOf({ comment: 'Works\u202edaor' })).toEqual(['comment NOT_PLAIN_TEXT']);
    const many = Array.from({ length: 1_001 }, (_, n) => `s${n}`);
    expect(faultsOf({ matcher: { sensorIds: many } })).toEqual(['matcher.sensorIds TOO_MANY']);
  });
});

describe('an inhibition that somebody wants', () => {
  it('names each label once, or is told what is wrong with both of its sides', () => {
    expect(
      readInhibition({ source: { severities: ['SEVERE'] }, target: {}, equal: ['SITE', 'SITE'] }),
    ).toMatchObject({ source: { severities: ['SEVERE'] }, target: { severities: null }, equal: ['SITE'] });
    const wrong = readInhibition({ source: { siteIds: [] }, target: { siteIds: [] }, equal: [] });
    expect(isProblems(wrong) && wrong.map(({ field }) => field)).toEqual([
      'source.siteIds',
      'target.siteIds',
    ]);
  });
});
