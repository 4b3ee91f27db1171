import { describe, expect, it } from 'vitest';
import { flags, hourMs, makeAssessable, makeSeries, verdicts } from './builders.ts';

describe('the spike test', () => {
  it('marks a reading that stands out, and not the return to normal', () => {
    expect(flags('SPIKE', makeSeries([20, 24, 22, 25, 400, 23, 21]))).toBe('UUUGSGG');
  });

  it('marks only the first hour of a plume, and never fails it', () => {
    expect(flags('SPIKE', makeSeries([20, 24, 22, 25, 400, 420, 390, 410]))).toBe('UUUGSGGG');
  });

  it('does not mark air that gets clean at once', () => {
    expect(flags('SPIKE', makeSeries([220, 240, 230, 235, 12, 10]))).toBe('UUUGGG');
  });

  it('bears more from air that is restless anyway', () => {
    expect(flags('SPIKE', makeSeries([20, 150, 30, 160, 25, 140, 40, 300]))).toBe('UUUGGGGG');
    expect(flags('SPIKE', makeSeries([20, 25, 22, 24, 25, 21, 24, 300]))).toBe('UUUGGGGS');
  });

  it('judges weather in both directions', () => {
    const series = (last: number) => makeSeries([21, 21.5, 22, 22.4, last], { quantity: 'TEMPERATURE' });
    expect(flags('SPIKE', series(45))).toBe('UUUGS');
    expect(flags('SPIKE', series(-3))).toBe('UUUGS');
    expect(flags('SPIKE', series(26))).toBe('UUUGG');
  });

  it('takes no yardstick from values that the instrument cannot have measured, or that the source calls bad', () => {
    expect(flags('SPIKE', makeSeries([20, 24, 22, 985, 985, 985, 25]))).toBe('UUUSSSG');
    const series = makeSeries([20, 24, 22, 300, 310]);
    series[3] = makeAssessable(3, 300, { sourceFlag: 'FAIL' });
    expect(flags('SPIKE', series)).toBe('UUUSS');
  });

  it('does not compare means of ten minutes with means of an hour', () => {
    const tenMinutes = (hour: number, value: number) =>
      makeAssessable(hour, value, { periodEnd: makeAssessable(hour, 0).periodStart + 600_000 });
    const series = [0, 1, 2, 3].flatMap((hour) => [tenMinutes(hour, 10), makeAssessable(hour, 200)]);
    expect(flags('SPIKE', series)).toBe('UUUUUUGG');
  });

  it('starts anew after a long silence', () => {
    const after = [20, 20].map((value, i) => makeAssessable(10 + i, value));
    expect(flags('SPIKE', [...makeSeries([20, 22, 21, 23]), ...after])).toBe('UUUGUU');
  });
});

describe('the rate of change test', () => {
  it('doubts a change that the air does not make within the hour', () => {
    const [, , last] = verdicts('RATE_OF_CHANGE', makeSeries([20, 200, 720]));
    expect(last).toEqual({
      test: 'RATE_OF_CHANGE',
      flag: 'SUSPECT',
      reason: 'from 200 to 720 MICROGRAM_PER_CUBIC_METRE in 1 h; the limit is 500 in an hour',
    });
    expect(flags('RATE_OF_CHANGE', makeSeries([20, 200, 690]))).toBe('UGG');
  });

  it('spreads a change over the hours that it took, and takes shorter steps for an hour', () => {
    const later = makeAssessable(3, 900);
    expect(flags('RATE_OF_CHANGE', [makeAssessable(0, 20), later])).toBe('UG');
    const minute = (i: number, value: number) => {
      const periodStart = makeAssessable(0, 0).periodStart + i * 60_000;
      return makeAssessable(0, value, { periodStart, periodEnd: periodStart + 60_000 });
    };
    expect(flags('RATE_OF_CHANGE', [minute(0, 20), minute(1, 300)])).toBe('UG');
    expect(flags('RATE_OF_CHANGE', [minute(0, 20), minute(1, 600)])).toBe('US');
  });

  it('does not judge a direction, which turns through north', () => {
    expect(flags('RATE_OF_CHANGE', makeSeries([5, 355], { quantity: 'WIND_DIRECTION' }))).toBe('UU');
  });
});

describe('the flat line test', () => {
  it('doubts six equal hours and fails twelve', () => {
    expect(flags('FLAT_LINE', makeSeries([9, ...Array(14).fill(12)]))).toBe('UGGGGGSSSSSSFFF');
  });

  it('finds a dead zero', () => {
    expect(flags('FLAT_LINE', makeSeries([9, ...Array(6).fill(0)])).at(-1)).toBe('S');
  });

  it('forgives the first change', () => {
    expect(flags('FLAT_LINE', makeSeries([...Array(8).fill(12), 12.1]))).toBe('UUUUUSSSG');
  });

  it('does not join equal values across a silence', () => {
    const series = [0, 1, 2, 8, 9, 10].map((hour) => makeAssessable(hour, 12));
    expect(flags('FLAT_LINE', series)).toBe('UUUUUU');
  });

  it('needs more than a few readings', () => {
    const long = [0, 1, 2].map((i) => {
      const periodStart = Date.UTC(2025, 0, 1) + i * 6 * hourMs;
      return makeAssessable(0, 12, { periodStart, periodEnd: periodStart + 6 * hourMs });
    });
    expect(flags('FLAT_LINE', long)).toBe('UUU');
  });

  it('doubts 120 equal readings, however short they are', () => {
    const minutes = Array.from({ length: 130 }, (_, i) => {
      const periodStart = Date.UTC(2025, 0, 1) + i * 60_000;
      return makeAssessable(0, i === 0 ? 9 : 12, { periodStart, periodEnd: periodStart + 60_000 });
    });
    const line = flags('FLAT_LINE', minutes);
    expect([line.indexOf('S'), line.lastIndexOf('S')]).toEqual([120, 129]);
  });

  it('takes calm, fog and clean air for natural', () => {
    const still = (value: number, quantity: 'WIND_SPEED' | 'HUMIDITY' | 'SO2') =>
      verdicts('FLAT_LINE', makeSeries(Array(30).fill(value), { quantity })).at(-1);
    expect(still(0, 'WIND_SPEED')?.flag).toBe('UNKNOWN');
    expect(still(100, 'HUMIDITY')?.flag).toBe('UNKNOWN');
    expect(still(1, 'SO2')?.reason).toContain('may well stand still');
    expect(still(60, 'HUMIDITY')?.flag).toBe('FAIL');
  });
});
