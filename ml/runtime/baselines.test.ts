import { describe, expect, it } from 'vitest';
import { type Baseline, baselineOf, parseBaselines } from './baselines.ts';
import { hoursOf } from './testing/inputs.ts';
import { bands } from './testing/model-folder.ts';

const of = parseBaselines(JSON.stringify({ PM25: bands }))('PM25') as NonNullable<
  ReturnType<ReturnType<typeof parseBaselines>>
>;
const medianOf = (baseline: Baseline | string, head: 'PT4H' | 'PT24H' | 'PT72H' | 'D1' | 'D3') =>
  typeof baseline === 'string' ? baseline : baseline[head].quantiles[3];

describe('bands of the baselines', () => {
  it('may be told for each quantity, or for all pollutants alike', () => {
    expect(parseBaselines(JSON.stringify({ PM25: bands }))('O3')).toBeUndefined();
    expect(parseBaselines(JSON.stringify(bands))('O3')).toBeDefined();
    expect(parseBaselines(JSON.stringify(bands))('TEMPERATURE')).toBeUndefined();
  });

  it('are refused where a head has none', () => {
    const { D3: _, ...some } = bands.heads;
    expect(() => parseBaselines(JSON.stringify({ PM25: { heads: some } }))).toThrow();
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
    ) as Baseline;
    expect(found.PT4H).toEqual({
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
