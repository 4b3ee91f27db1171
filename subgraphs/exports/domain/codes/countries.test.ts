import { describe, expect, it } from 'vitest';
import { countryNumber, isCountry } from './countries.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const all = letters.flatMap((a) => letters.map((b) => a + b)).filter(isCountry);

describe('countries', () => {
  it('are the 249 that ISO 3166-1 assigns, each with a number of its own', () => {
    expect(all).toHaveLength(249);
    const numbers = all.map((code) => countryNumber(code));
    expect(new Set(numbers).size).toBe(249);
    for (const number of numbers) expect(number).toMatch(/^\d{3}$/);
  });

  it.each([
    ['UG', '800'],
    ['KE', '404'],
    ['GH', '288'],
    ['NG', '566'],
    ['US', '840'],
    ['AF', '004'],
    ['GB', '826'],
    ['SS', '728'],
  ])('%s is %s', (country, number) => {
    expect(countryNumber(country)).toBe(number);
  });

  it.each(['', 'ug', 'XX', 'XK', 'UGA', 'constructor'])('%j is none', (text) => {
    expect(isCountry(text)).toBe(false);
    expect(countryNumber(text)).toBeUndefined();
  });
});
