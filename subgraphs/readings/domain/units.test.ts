import { acceptedUnits, accepts, canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import { quantities, units } from '@aqmrg/schema/events/vocabulary.ts';
import { describe, expect, it } from 'vitest';
import { toCanonical } from './units.ts';

describe('canonical units', () => {
  it('gives each quantity a unit that it accepts, and leaves a value in that unit alone', () => {
    for (const quantity of quantities) {
      expect(accepts(quantity, canonicalUnit(quantity))).toBe(true);
      expect(toCanonical(quantity, 12.5, canonicalUnit(quantity))).toEqual({ value: 12.5, correction: null });
    }
  });

  it('does not accept a mixing ratio for particles, nor a mass for the weather', () => {
    expect(accepts('PM25', 'PARTS_PER_BILLION')).toBe(false);
    expect(accepts('TEMPERATURE', 'MICROGRAM_PER_CUBIC_METRE')).toBe(false);
    expect(() => toCanonical('PM25', 1, 'PARTS_PER_BILLION')).toThrow(RangeError);
  });

  it('converts every accepted unit to a finite value, and says so unless it is the canonical one', () => {
    for (const quantity of quantities)
      for (const unit of units.filter((u) => accepts(quantity, u))) {
        const converted = toCanonical(quantity, 3, unit);
        expect(Number.isFinite(converted.value)).toBe(true);
        expect(converted.correction === null).toBe(unit === acceptedUnits(quantity)[0]);
      }
  });
});

describe('scaling', () => {
  it.each([
    ['PM25', 0.0123, 'MILLIGRAM_PER_CUBIC_METRE', 12.3],
    ['O3', 0.07, 'PARTS_PER_MILLION', 70],
    ['CO', 4400, 'PARTS_PER_BILLION', 4.4],
  ] as const)('%s %d %s becomes %d', (quantity, value, unit, expected) => {
    expect(toCanonical(quantity, value, unit).value).toBeCloseTo(expected, 10);
  });

  it('keeps the factor in the provenance', () => {
    expect(toCanonical('PM25', 0.0123, 'MILLIGRAM_PER_CUBIC_METRE').correction).toEqual({
      id: 'unit-conversion',
      version: '1',
      inputs: { factor: 1000 },
    });
  });
});

describe('mass and volume', () => {
  it('stores mass concentrations of gases at 25 °C and 1013.25 hPa and says so', () => {
    const { value, correction } = toCanonical('O3', 98.16, 'MICROGRAM_PER_CUBIC_METRE');
    expect(value).toBeCloseTo(50, 1);
    expect(correction).toEqual({
      id: 'unit-conversion',
      version: '1',
      inputs: { celsius: 25, hectopascal: 1013.25 },
    });
    expect(toCanonical('CO', 1.145, 'MILLIGRAM_PER_CUBIC_METRE').value).toBeCloseTo(1, 3);
    expect(toCanonical('CO', 1145, 'MICROGRAM_PER_CUBIC_METRE').value).toBeCloseTo(1, 3);
  });
});
