import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { describe, expect, it } from 'vitest';
import { checkPeriods, everyOf } from './arguments.ts';

const at = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);

const fieldOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof AirError) return error.field;
    throw error;
  }
};

describe('the length of a period', () => {
  it('is refused by its name, with what to send', () => {
    expect(fieldOf(() => everyOf('soon'))).toBe('every');
    expect(() => everyOf('P1DT1H')).toThrow(
      'every: P1DT1H mixes units; send PT1M to P1Y, in one kind of unit: PT15M, PT1H, P1D, P1W, P1M.',
    );
  });
});

describe('the span of a series', () => {
  it.each([
    ['2026-01-01', '2026-03-01', 'PT1M', undefined],
    ['2026-01-01', '2026-04-01', 'PT1M', 'every'],
    ['1926-12-01', '2026-11-23', 'P1Y', undefined],
    ['0001-01-01', '9999-12-31', 'P1Y', 'from'],
  ])('from %s to %s by %s is held to its bounds', (from, to, every, field) => {
    expect(fieldOf(() => checkPeriods(at(from), at(to), everyOf(every)))).toBe(field);
  });
});
