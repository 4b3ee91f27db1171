import { describe, expect, it } from 'vitest';
import { humidityFor } from './humidity.ts';

describe('humidityFor', () => {
  it('is the humidity of the same period', () => {
    expect(humidityFor({ value: 55, quality: 'SUSPECT' })).toBe(55);
  });

  it('is none where none came, or one that failed its own tests', () => {
    expect(humidityFor(undefined)).toBeNull();
    expect(humidityFor({ value: 250, quality: 'FAIL' })).toBeNull();
  });
});
