import { heads as ofTheRuntime } from '@aqmrg/ml/runtime/index.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs } from './hours.ts';
import { heads, horizonOf, knownZone, targetsOf } from './targets.ts';

const at = (text: string): number => Date.parse(text);

describe('what a forecast speaks of', () => {
  it('is the hour that ends so many hours behind the origin', () => {
    const { PT4H, PT24H, PT72H } = targetsOf(at('2026-11-23T06:00Z'), 'Africa/Accra');
    expect([PT4H, PT24H, PT72H].map(({ to }) => to)).toEqual([
      at('2026-11-23T10:00Z'),
      at('2026-11-24T06:00Z'),
      at('2026-11-26T06:00Z'),
    ]);
    expect(PT4H.to - PT4H.from).toBe(hourMs);
  });

  it('is the next three local days', () => {
    const { D1, D3 } = targetsOf(at('2026-11-23T06:00Z'), 'Africa/Addis_Ababa');
    expect(D1).toEqual({ from: at('2026-11-23T21:00Z'), to: at('2026-11-24T21:00Z'), date: '2026-11-24' });
    expect(D3.date).toBe('2026-11-26');
  });

  it('still counts from the day that ends at local midnight', () => {
    expect(targetsOf(at('2026-11-24T00:00Z'), 'Africa/Accra').D1.date).toBe('2026-11-24');
    expect(targetsOf(at('2026-11-24T01:00Z'), 'Africa/Accra').D1.date).toBe('2026-11-25');
  });

  it('knows days that have 23 or 25 hours', () => {
    const { D1 } = targetsOf(at('2026-10-24T12:00Z'), 'Europe/London');
    expect((D1.to - D1.from) / hourMs).toBe(25);
  });

  it('has the horizons of the runtime', () => {
    expect(heads).toEqual(ofTheRuntime);
  });

  it('has days that begin at local midnight or, where the clock leaves it out, right behind it, and follow one another', () => {
    const zones = fc.constantFrom(
      'Africa/Accra',
      'Africa/Cairo',
      'Asia/Kolkata',
      'America/Santiago',
      'Pacific/Apia',
      'Europe/London',
      'America/Sao_Paulo',
    );
    const [first, last] = [at('2015-01-01T00:00Z') / hourMs, at('2030-01-01T00:00Z') / hourMs];
    fc.assert(
      fc.property(zones, fc.integer({ min: first, max: last }), (zone, hour) => {
        const { D1, D2, D3 } = targetsOf(hour * hourMs, zone);
        expect([D1.to, D2.to]).toEqual([D2.from, D3.from]);
        // the hour before the origin may reach into it, where zones stand at half an hour
        expect(D1.from).toBeGreaterThan((hour - 1) * hourMs);
        expect(D1.from - hour * hourMs).toBeLessThan(25 * hourMs);
        const shown = new Date(D1.from).toLocaleString('sv', { timeZone: zone });
        expect(shown).toMatch(/ 0[01]:00:00$/);
        expect(shown.slice(0, 10)).toBe(D1.date);
      }),
      { numRuns: 500 },
    );
  });

  it('is counted in UTC where the zone is none', () => {
    expect([null, 'Nowhere/Land', '+03:00', 'Africa/Accra'].map(knownZone)).toEqual([
      'UTC',
      'UTC',
      'UTC',
      'Africa/Accra',
    ]);
  });

  it('is said as a duration', () => {
    expect(heads.map(horizonOf)).toEqual(['PT4H', 'PT24H', 'PT72H', 'P1D', 'P2D', 'P3D']);
  });
});
