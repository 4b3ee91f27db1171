import { describe, expect, it } from 'vitest';
import { countHours, eightHoursEndingIn, type Hour, highestEightHours, hourMs, meanOver } from './hours.ts';

const makeHour = (hour: number, mean: number, coveredMs = hourMs): Hour => ({
  quantity: 'PM25',
  hourStart: hour * hourMs,
  mean,
  coveredMs,
});
const span = (from: number, to: number) => ({ from: from * hourMs, to: to * hourMs });

describe('hours that count', () => {
  it('leaves out hours of other quantities and hours that are covered too little', () => {
    const hours = [
      makeHour(0, 10),
      makeHour(1, 20, 0.74 * hourMs),
      { ...makeHour(2, 30), quantity: 'O3' as const },
    ];
    expect([...countHours(hours, 'PM25')]).toEqual([[0, 10]]);
  });

  it('weighs each sensor of a place the same', () => {
    expect(countHours([makeHour(0, 10), makeHour(0, 40), makeHour(0, 40)], 'PM25').get(0)).toBe(30);
  });
});

describe('averages', () => {
  it('asks three quarters of the hours', () => {
    const counted = countHours(
      [0, 1, 2].map((hour) => makeHour(hour, 10 + hour)),
      'PM25',
    );
    expect(meanOver(counted, span(0, 4))).toEqual({ value: 11, coverage: 0.75 });
    expect(meanOver(counted, span(0, 5))).toBeNull();
    expect(meanOver(counted, span(3, 3))).toBeNull();
  });

  it('finds the highest eight hours that end in a span', () => {
    const counted = countHours(
      Array.from({ length: 32 }, (_, hour) => makeHour(hour, hour < 8 ? 100 : 20)),
      'PM25',
    );
    expect(highestEightHours(counted, eightHoursEndingIn(span(8, 32)))?.value).toBe((7 * 100 + 20) / 8);
  });
});
