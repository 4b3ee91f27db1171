import { describe, expect, it } from 'vitest';
import {
  baselineOf as answerOf,
  type BaselineHeads,
  type BaselineKind,
  parseBaselines,
} from './baselines.ts';
import { hoursOf } from './testing/inputs.ts';
import { bands } from './testing/model-folder.ts';

const of = parseBaselines(JSON.stringify({ PM25: bands }))('PM25') as NonNullable<
  ReturnType<ReturnType<typeof parseBaselines>>
>;
const baselineOf = (kind: BaselineKind, bandsOf: typeof of, target: Float64Array) =>
  answerOf(kind, bandsOf, { target, place: null });
const medianOf = (baseline: BaselineHeads | string, head: 'PT4H' | 'PT24H' | 'PT72H' | 'D1' | 'D3') =>
  typeof baseline === 'string' ? baseline : baseline.heads[head].quantiles[3];

describe('bands of the baselines', () => {
  it('are told for each quantity', () => {
    expect(parseBaselines(JSON.stringify({ PM25: bands }))('O3')).toBeUndefined();
  });

  it('are refused where a head has none', () => {
    const { D3: _, ...some } = bands.heads;
    expect(() => parseBaselines(JSON.stringify({ PM25: { ...bands, heads: some } }))).toThrow();
  });
});

describe('climatology', () => {
  it('is the mean of the same hour over the last 7 days', () => {
    // the day of an age, as the targets 4, 24 and 72 hours ahead have it, and 1,000 at every other hour
    const sawtooth = (offset: number) =>
      hoursOf((age) => ((age + offset) % 24 === 0 ? (age + offset) / 24 : 1000));
    expect(medianOf(baselineOf('CLIMATOLOGY', of, sawtooth(4)), 'PT4H')).toBe(4);
    expect(medianOf(baselineOf('CLIMATOLOGY', of, sawtooth(0)), 'PT24H')).toBe(3);
    expect(medianOf(baselineOf('CLIMATOLOGY', of, sawtooth(0)), 'PT72H')).toBe(3);
  });

  it('is the mean of the last 7 days, for days', () => {
    expect(
      medianOf(
        baselineOf(
          'CLIMATOLOGY',
          of,
          hoursOf((age) => (age < 168 ? age : 9999)),
        ),
        'D1',
      ),
    ).toBe(83.5);
  });

  it('needs 3 days: 3 of the same hour, and 54 hours', () => {
    const first = (hours: number) => hoursOf((age) => (age < hours ? 20 : Number.NaN));
    expect(medianOf(baselineOf('CLIMATOLOGY', of, first(72)), 'PT72H')).toBe(20);
    expect(baselineOf('CLIMATOLOGY', of, first(48))).toBe('TOO_LITTLE_HISTORY');
    const sparse = hoursOf((age) => (age % 4 === 0 ? 20 : Number.NaN));
    expect(baselineOf('CLIMATOLOGY', of, sparse)).toBe('TOO_LITTLE_HISTORY');
  });
});

describe('persistence', () => {
  it('is the newest hour, and for days the mean of the last 24', () => {
    const target = hoursOf((age) => (age < 3 || age > 30 ? Number.NaN : age));
    const found = baselineOf('PERSISTENCE', of, target);
    expect([medianOf(found, 'PT72H'), medianOf(found, 'D3')]).toEqual([3, 13]);
  });

  it('has a band as wide as its errors were, that never reaches below 0', () => {
    const found = baselineOf(
      'PERSISTENCE',
      of,
      hoursOf(() => 1),
    ) as BaselineHeads;
    expect(found.trainedTo).toBe(Date.parse(bands.trainedTo));
    expect(found.heads.PT4H).toEqual({
      quantiles: [0, 0, 0.4, 1, 1.6, 2.8, 3.4].map((value) => expect.closeTo(value, 9)),
      mean: expect.closeTo(1.12, 9),
    });
  });

  it('is refused where nothing is known of the last 24 hours', () => {
    expect(
      baselineOf(
        'PERSISTENCE',
        of,
        hoursOf((age) => (age < 24 ? Number.NaN : 20)),
      ),
    ).toBe('NO_RECENT_DATA');
  });
});

describe('a baseline whose errors were learnt in one place', () => {
  const beijing = { ...of, area: { latitude: 39.9, longitude: 116.4, radiusKm: 300 } };
  const kampala = { latitude: 0.3, longitude: 32.6 };
  // each day is level, and 10 or 30 by turns
  const days = hoursOf((age) => (Math.floor(age / 24) % 2 === 0 ? 10 : 30));

  it('tells them there', () => {
    const there = answerOf('PERSISTENCE', beijing, { target: days, place: { latitude: 40, longitude: 116 } });
    expect(there).toEqual(answerOf('PERSISTENCE', of, { target: days, place: kampala }));
  });

  it.each([kampala, null])('tells the errors that it made at the sensor itself elsewhere: %o', (place) => {
    const found = answerOf('CLIMATOLOGY', beijing, { target: days, place }) as BaselineHeads;
    expect(found.trainedTo).toBeNull();
    const { quantiles } = found.heads.PT24H;
    // of 7 days four are like yesterday or three: what was said was 18.6 or 21.4, and what came 30 or 10
    const said = (4 * 10 + 3 * 30) / 7;
    const worse = (30 - said) / (said + 5);
    const better = (10 - (3 * 10 + 4 * 30) / 7) / ((3 * 10 + 4 * 30) / 7 + 5);
    expect(quantiles[6]).toBeCloseTo(said + worse * (said + 5), 9);
    expect(quantiles[0]).toBeCloseTo(said + better * (said + 5), 9);
  });

  it('does not serve with too few errors of its own, nor where persistence would have to', () => {
    const young = hoursOf((age) => (age < 240 ? 20 : Number.NaN));
    expect(answerOf('CLIMATOLOGY', beijing, { target: young, place: kampala })).toBe('TOO_LITTLE_HISTORY');
    expect(answerOf('PERSISTENCE', beijing, { target: young, place: kampala })).toBe('OUTSIDE_AREA');
  });
});

describe('the 7-day mean', () => {
  it('is refused of a sensor that has told nothing for a day, as its errors were not learnt of such', () => {
    const silent = hoursOf((age) => (age < 30 ? Number.NaN : 20));
    expect(baselineOf('CLIMATOLOGY', of, silent)).toBe('NO_RECENT_DATA');
  });
});
