import { describe, expect, it } from 'vitest';
import { type Humidity, humidityFor } from './humidity.ts';

const minute = 60_000;
const period = { periodStart: 10 * minute, periodEnd: 12 * minute };
const makeHumidity = (startMinute: number, endMinute: number, value: number): Humidity => ({
  periodStart: startMinute * minute,
  periodEnd: endMinute * minute,
  value,
  quality: 'GOOD',
});

describe('humidityFor', () => {
  it('prefers the humidity of exactly that period', () => {
    expect(humidityFor(period, [makeHumidity(0, 60, 40), makeHumidity(10, 12, 55)])).toBe(55);
  });

  it('falls back to the shortest period that covers it', () => {
    expect(humidityFor(period, [makeHumidity(0, 60, 40), makeHumidity(10, 20, 50)])).toBe(50);
  });

  it('takes none that leaves a part uncovered', () => {
    expect(humidityFor(period, [makeHumidity(8, 11, 40), makeHumidity(11, 12, 50)])).toBeNull();
  });

  it('does not count a humidity that failed its own tests', () => {
    expect(humidityFor(period, [{ ...makeHumidity(10, 12, 250), quality: 'FAIL' }])).toBeNull();
  });
});
