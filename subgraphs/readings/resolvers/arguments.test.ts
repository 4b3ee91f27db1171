import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { describe, expect, it } from 'vitest';
import { checkPeriods, readEvery } from './arguments.ts';

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
  it.each([
    ['PT1M', { kind: 'fixed', ms: 60_000 }],
    ['PT36H', { kind: 'fixed', ms: 129_600_000 }],
    ['P1W', { kind: 'calendar', days: 7, months: 0 }],
    ['P1Y', { kind: 'calendar', days: 0, months: 12 }],
  ])('reads %s', (every, length) => {
    expect(readEvery(every).length).toEqual(length);
  });

  it.each(['PT0S', '-PT1H', 'PT59S', 'P2Y', 'P1DT1H', 'P1M1D', 'PT90.5S', 'soon'])('refuses %s', (every) => {
    expect(fieldOf(() => readEvery(every))).toBe('every');
  });
});

describe('the span of a series', () => {
  it.each([
    ['2026-01-01', '2026-03-01', 'PT1M', undefined],
    ['2026-01-01', '2026-04-01', 'PT1M', 'every'],
    ['1926-12-01', '2026-11-23', 'P1Y', undefined],
    ['0001-01-01', '9999-12-31', 'P1Y', 'from'],
  ])('from %s to %s by %s is held to its bounds', (from, to, every, field) => {
    expect(fieldOf(() => checkPeriods(at(from), at(to), readEvery(every)))).toBe(field);
  });
});
