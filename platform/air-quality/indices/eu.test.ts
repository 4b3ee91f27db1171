import { describe, expect, it } from 'vitest';
import { type EuQuantity, euBand, euCategory, euQuantities } from './eu.ts';
import vectors from './vectors/eaqi-2024.json' with { type: 'json' };

const bounds = Object.entries(vectors.upper_bounds).map(([pollutant, upper]) => ({
  quantity: pollutant.replace('.', '') as EuQuantity,
  upper,
}));

describe('the European index', () => {
  it('has bounds for each of its quantities', () => {
    expect(new Set(bounds.map(({ quantity }) => quantity))).toEqual(new Set(euQuantities));
  });

  it.each(bounds)(
    'puts $quantity up to and with $upper into bands 1 to 5, and above into the next',
    (row) => {
      row.upper.forEach((bound, index) => {
        expect(euBand(row.quantity, bound)).toBe(index + 1);
        expect(euBand(row.quantity, bound + 0.01)).toBe(index + 2);
      });
      expect(euBand(row.quantity, 0)).toBe(1);
      expect(euBand(row.quantity, -3)).toBe(1);
      expect(euBand(row.quantity, 5000)).toBe(6);
    },
  );

  it('names and colours the bands as the EEA does', () => {
    vectors.labels.forEach((label, index) => {
      expect(euCategory(index + 1)).toMatchObject({ name: label, color: vectors.colors[index] });
    });
    expect(() => euCategory(7)).toThrow(RangeError);
  });
});
