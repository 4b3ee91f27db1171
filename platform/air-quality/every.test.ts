import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvery } from './every.ts';

describe('a period over which is averaged', () => {
  it.each([
    ['PT1M', { kind: 'fixed', ms: 60_000 }, 60_000],
    ['PT36H', { kind: 'fixed', ms: 129_600_000 }, 129_600_000],
    ['PT1H30M', { kind: 'fixed', ms: 5_400_000 }, 5_400_000],
    ['P1W', { kind: 'calendar', days: 7, months: 0 }, 604_800_000],
    ['P1Y', { kind: 'calendar', days: 0, months: 12 }, 31_104_000_000],
  ])('is read from %s', (text, length, aboutMs) => {
    expect(readEvery(text)).toEqual({ length, aboutMs });
  });

  it.each([
    ['PT0S', 'is not longer than nothing'],
    ['-PT1H', 'is not longer than nothing'],
    ['PT59S', 'is too short or too long'],
    ['P2Y', 'is too short or too long'],
    ['P13M', 'is too short or too long'],
    ['P1DT1H', 'mixes units'],
    ['P1M1D', 'mixes units'],
    ['PT90.5S', 'is no whole number of seconds'],
    ['soon', 'is no ISO 8601 duration'],
  ])('is not read from %s, which %s', (text, wrong) => {
    expect(readEvery(text)).toEqual({ wrong });
  });

  it('is read from no other text, and no text is thrown back', () => {
    const number = fc.nat(99_999_999);
    const duration = fc
      .tuple(fc.constantFrom('P', 'PT', '-P'), number, fc.constantFrom(...'YMWDHS'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), duration), (text) => {
        const read = readEvery(text);
        if ('wrong' in read) expect(read.wrong).not.toBe('');
        else expect(read.aboutMs).toBeGreaterThanOrEqual(60_000);
      }),
    );
  });
});
