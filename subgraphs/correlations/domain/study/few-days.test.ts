import { seeded } from '@aqmrg/tests/support/seeded.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hangsOnFewDays, variesOnFewDays } from './few-days.ts';

const size = 730;
const all = Int32Array.from({ length: size }, (_, day) => day);
/** A sensor that was told to say 10 ± 1, and 60 on some days. */
const spiked = (spikes: number): Float64Array => {
  const random = seeded(7);
  const values = Float64Array.from(all, () => 9 + 2 * random());
  for (let i = 0; i < spikes; i += 1) values[Math.floor(((i + 0.5) * size) / spikes)] = 60;
  return values;
};

describe('an exposure', () => {
  it.each([
    [0, false],
    [1, true],
    [5, true],
    [50, false],
  ])('that is far off on %i days of two years varies on few: %s', (spikes, isFew) => {
    expect(variesOnFewDays(spiked(spikes), all)).toBe(isFew);
  });

  it('varies on few days where one is far from those around it alone, though season moves it more', () => {
    const seasonal = spiked(1).map((value, day) => value + 60 * Math.cos((2 * Math.PI * day) / 365.25));
    expect(hangsOnFewDays(seasonal)).toBe(false);
    expect(variesOnFewDays(seasonal, all)).toBe(true);
  });

  it('does not where it moves with season alone, or not at all', () => {
    const wave = Float64Array.from(all, (day) => Math.cos((2 * Math.PI * day) / 30));
    expect(variesOnFewDays(wave, all)).toBe(false);
    expect(variesOnFewDays(new Float64Array(size).fill(7), all)).toBe(false);
    expect(variesOnFewDays(new Float64Array(0), new Int32Array(0))).toBe(false);
  });

  it('is judged by those around it in time, over gaps', () => {
    const days = all.filter((day) => day % 100 < 60);
    expect(variesOnFewDays(spiked(0).subarray(0, days.length), days)).toBe(false);
    const values = spiked(0).slice(0, days.length);
    values[300] = 60;
    expect(variesOnFewDays(values, days)).toBe(true);
  });

  it('is judged alike in any unit and from any zero', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 12, 13, 50),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.integer({ min: -1_000, max: 1_000 }),
        (spikes, unit, zero) => {
          const values = spiked(spikes);
          const others = values.map((value) => unit * (value + zero));
          expect(variesOnFewDays(others, all)).toBe(variesOnFewDays(values, all));
        },
      ),
      { numRuns: 30 },
    );
  });
});
