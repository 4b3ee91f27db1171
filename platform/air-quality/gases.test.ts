import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gas, ppbToUgM3, ugM3ToPpb } from './gases.ts';

describe('mass and volume', () => {
  // Factors as environment agencies publish them: New South Wales "Air pollutant units and conversion factors"
  // (µg/m³ per pphm at 0 and 25 °C).
  it.each<[Gas, number, number]>([
    ['O3', 0, 21.4],
    ['O3', 25, 19.6],
    ['NO', 0, 13.4],
    ['NO', 25, 12.3],
    ['NO2', 0, 20.5],
    ['NO2', 25, 18.8],
    ['SO2', 0, 28.6],
    ['SO2', 25, 26.2],
  ])('10 ppb of %s at %d °C weigh %d µg/m³', (gas, celsius, expected) => {
    expect(Math.round(ppbToUgM3(gas, 10, celsius) * 10) / 10).toBe(expected);
  });

  // "Conversion between µg/m³ and ppb", 25 °C and 1 atm, as agencies print it: 1.145, 1.88, 2.62.
  it('1 ppb of CO, NO2 and SO2 weighs what is printed for 25 °C', () => {
    expect(ppbToUgM3('CO', 1, 25)).toBeCloseTo(1.145, 3);
    expect(ppbToUgM3('NO2', 1, 25)).toBeCloseTo(1.88, 2);
    expect(ppbToUgM3('SO2', 1, 25)).toBeCloseTo(2.62, 2);
  });

  it('comes back to where it started', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Gas>('O3', 'NO', 'NO2', 'NOX', 'SO2', 'CO'),
        fc.double({ min: -50, max: 1e5, noNaN: true }),
        fc.double({ min: -40, max: 50, noNaN: true }),
        (gas, ppb, celsius) => {
          expect(ugM3ToPpb(gas, ppbToUgM3(gas, ppb, celsius), celsius)).toBeCloseTo(ppb, 6);
        },
      ),
    );
  });
});
