import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../vectors/purpleair.json' with { type: 'json' };
import {
  barkjohn2021,
  barkjohn2022,
  type CorrectionQuery,
  correctionFor,
  fireAndSmokeMap2021,
} from './purpleair.ts';

const formulas: Record<string, (x: number, rh: number) => number> = {
  barkjohn2021_cf1: barkjohn2021,
  barkjohn2022_cf1: barkjohn2022,
  epa_fasm_oct2021_atm: fireAndSmokeMap2021,
};

const makeQuery = (over: Partial<CorrectionQuery> = {}): CorrectionQuery => ({
  maker: 'PurpleAir',
  country: 'US',
  quantity: 'PM25',
  variant: 'CF_1',
  value: 100,
  humidityPercent: 30,
  ...over,
});

describe('the published formulas', () => {
  it('has vectors for each of the three', () => {
    expect(new Set(published.vectors.map((v) => v.fn))).toEqual(new Set(Object.keys(formulas)));
  });

  it.each(published.vectors)('$fn of x $x at $rh % is $out ($kind)', ({ fn, x, rh, out }) => {
    expect(Math.max(0, formulas[fn]?.(x, rh) ?? Number.NaN)).toBeCloseTo(out, 9);
  });

  it('joins its pieces without a step where the Fire and Smoke Map changes its form', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(30, 50, 210, 260),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (edge, rh) => {
          expect(fireAndSmokeMap2021(edge - 1e-9, rh)).toBeCloseTo(fireAndSmokeMap2021(edge, rh), 5);
        },
      ),
    );
  });
});

describe('correctionFor', () => {
  it('takes Barkjohn 2022 for CF_1 and keeps the humidity in the provenance', () => {
    expect(correctionFor(makeQuery())).toEqual({
      value: barkjohn2021(100, 30),
      correction: { id: 'purpleair-barkjohn-cf-1', version: '2022', inputs: { humidityPercent: 30 } },
    });
  });

  it('takes the Fire and Smoke Map for ATM', () => {
    expect(correctionFor(makeQuery({ variant: 'ATM' }))).toEqual({
      value: fireAndSmokeMap2021(100, 30),
      correction: {
        id: 'purpleair-epa-fire-and-smoke-map-atm',
        version: '2021-10',
        inputs: { humidityPercent: 30 },
      },
    });
  });

  it('shows no negative concentration', () => {
    expect(correctionFor(makeQuery({ value: 0, humidityPercent: 85 }))).toMatchObject({ value: 0 });
  });

  it.each<[string, Partial<CorrectionQuery>, string]>([
    ['another maker', { maker: 'AirQo' }, 'PurpleAir'],
    ['an unknown maker', { maker: null }, 'PurpleAir'],
    ['a sensor in Uganda', { country: 'UG' }, 'UG'],
    ['a sensor whose country is not known', { country: null }, 'unknown country'],
    ['PM10', { quantity: 'PM10' }, 'PM10'],
    ['an undeclared variant', { variant: null }, 'not declared'],
    ['the variant ALT', { variant: 'ALT' }, 'ALT'],
    ['a period without humidity', { humidityPercent: null }, 'humidity'],
  ])('leaves %s raw and says why', (_, over, words) => {
    expect(correctionFor(makeQuery(over))).toEqual({ none: expect.stringContaining(words) });
  });
});
