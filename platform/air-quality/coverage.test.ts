import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage } from './coverage.ts';

const hour = 3_600_000;

describe('coverage', () => {
  it('counts readings against those that the interval promises', () => {
    expect(coverage(18, 24 * hour, hour, 18 * hour)).toBe(0.75);
    expect(coverage(30, hour, 60_000, 30_000)).toBe(0.5);
  });

  it('takes the covered time where the interval is not known', () => {
    expect(coverage(3, hour, null, hour / 4)).toBe(0.25);
  });

  it('does not call an hour half empty that one hourly mean covers', () => {
    expect(coverage(1, hour, 60_000, hour)).toBe(1);
  });

  it('is nothing without readings, and never more than everything', () => {
    expect(coverage(0, hour, 60_000, 0)).toBe(0);
    expect(coverage(0, hour, 60_000, hour)).toBe(0);
    fc.assert(
      fc.property(
        fc.nat(1e5),
        fc.nat(1e9),
        fc.option(fc.nat(1e8)),
        fc.nat(1e9),
        (n, length, interval, covered) => {
          const share = coverage(n, length, interval, covered);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
