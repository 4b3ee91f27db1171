import { describe, expect, it } from 'vitest';
import vectors from './vectors/who-aqg-2021.json' with { type: 'json' };
import {
  timesGuideline,
  type WhoQuantity,
  whoCategory,
  whoQuantities,
  whoTarget,
  whoTargets,
} from './who.ts';

const shortTerm = vectors.rows
  .filter(({ avg }) => avg === '24h' || avg === '8h')
  .map(({ p, IT, AQG }) => ({ quantity: p.replace('.', '') as WhoQuantity, targets: IT, guideline: AQG }));

describe('the WHO targets', () => {
  it('covers each quantity with a short-term level', () => {
    expect(new Set(shortTerm.map(({ quantity }) => quantity))).toEqual(new Set(whoQuantities));
  });

  it.each(shortTerm)(
    'meets the guideline of $quantity up to and with $guideline',
    ({ quantity, guideline }) => {
      expect(whoTarget(quantity, guideline)).toBe('AQG');
      expect(whoTarget(quantity, guideline + 0.01)).not.toBe('AQG');
      expect(timesGuideline(quantity, guideline)).toBe(1);
    },
  );

  it.each(shortTerm)(
    'meets interim targets of $quantity at their levels $targets',
    ({ quantity, targets }) => {
      targets.forEach((level, index) => {
        if (level === null) return;
        expect(whoTarget(quantity, level)).toBe(`IT${index + 1}`);
        expect(whoTargets.indexOf(whoTarget(quantity, level + 0.01))).toBeGreaterThan(
          whoTargets.indexOf(whoTarget(quantity, level)),
        );
      });
      expect(whoTarget(quantity, (targets[0] ?? Number.NaN) + 0.01)).toBe('NONE');
    },
  );

  it('does not fail a mean for binary noise', () => {
    expect(whoTarget('PM25', 15.000000000000002)).toBe('AQG');
  });

  it('has a name and a colour for each target', () => {
    const names = whoTargets.map((target) => whoCategory(target).name);
    expect(new Set(names).size).toBe(whoTargets.length);
    for (const target of whoTargets) expect(whoCategory(target).color).toMatch(/^#[0-9a-f]{6}$/);
  });
});
