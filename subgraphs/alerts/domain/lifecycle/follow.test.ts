import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pace, Threshold } from '../rule/rule.ts';
import { follow, followSilence, nothingYet } from './follow.ts';
import { type Sample, sampleOf } from './sample.ts';

const hour = 3_600_000;
const above: Threshold = { comparison: 'ABOVE', at: 100, recovery: 80 };
const pace: Pace = { forMs: 0, keepFiringMs: 0, noDataAfterMs: 6 * hour, noData: 'KEEP' };

/** One sample an hour; null: none. */
const hourly = (values: readonly (number | null)[], threshold = above): Sample[] =>
  values.flatMap((value, n) => (value === null ? [] : [sampleOf(n * hour, value, threshold)]));
const run = (values: readonly (number | null)[], changes: Partial<Pace> = {}, threshold = above) =>
  follow(nothingYet, hourly(values, threshold), { ...pace, ...changes });
const kinds = (values: readonly (number | null)[], changes: Partial<Pace> = {}) =>
  run(values, changes)
    .steps.filter(({ kind }) => kind !== 'SEEN')
    .map(({ kind, at }) => `${kind} ${at / hour}`);

describe('an episode', () => {
  it('begins with the first breach and ends beyond the recovery threshold', () => {
    const { ended, state } = run([50, 100, 130, 90, 110, 79, 50]);
    expect(state.phase).toBe('INACTIVE');
    expect(ended).toEqual([
      {
        ...{ startedAt: hour, firedAt: hour, resolvedAt: 5 * hour, resolution: 'RECOVERED', isNoData: false },
        ...{ peak: 130, peakAt: 2 * hour, peakBeyond: 30, last: 79, lastAt: 5 * hour },
      },
    ]);
  });

  it('fires only after it has held for long enough', () => {
    expect(kinds([120, 120, 70, 120, 120, 120, 120], { forMs: 2 * hour })).toEqual([
      ...['BREACHED 0', 'CLEARED 2', 'BREACHED 3', 'FIRED 5'],
    ]);
    // between the thresholds it does not hold
    expect(kinds([120, 90, 120, 120], { forMs: 2 * hour })).toEqual([
      'BREACHED 0',
      'CLEARED 1',
      'BREACHED 2',
    ]);
  });

  it('is over only after it was for long enough', () => {
    expect(kinds([120, 70, 120, 70, 70, 70], { keepFiringMs: 2 * hour })).toEqual([
      ...['BREACHED 0', 'FIRED 0', 'RECOVERING 1', 'AGAIN 2', 'RECOVERING 3', 'RESOLVED 5'],
    ]);
  });

  it('is of what is too low as well', () => {
    const below: Threshold = { comparison: 'BELOW', at: 10, recovery: 20 };
    expect(run([30, 10, 5, 15, 21], {}, below).ended).toMatchObject([
      { startedAt: hour, peak: 5, resolvedAt: 4 * hour },
    ]);
  });

  it('does not begin, go on or end by what could not be told', () => {
    const untold = sampleOf(hour, null, above);
    const { steps } = follow(nothingYet, [sampleOf(0, 120, above), untold], { ...pace, forMs: hour });
    expect(steps.map(({ kind }) => kind)).toEqual(['BREACHED']);
  });
});

describe('silence', () => {
  const gap = Array.from({ length: 8 }, () => null);

  it('lets an incident go on, ends it, or is one of its own, as the rule has it', () => {
    expect(kinds([120, ...gap, 120])).toEqual(['BREACHED 0', 'FIRED 0', 'SILENT 6', 'HEARD 9']);
    expect(kinds([120, ...gap, 70], { noData: 'RESOLVE' })).toEqual([
      ...['BREACHED 0', 'FIRED 0', 'RESOLVED 6', 'SILENT 6', 'HEARD 9'],
    ]);
    const alone = run([50, ...gap, 50], { noData: 'ALERT' });
    expect(alone.ended).toMatchObject([
      { isNoData: true, startedAt: 6 * hour, resolvedAt: 9 * hour, resolution: 'RECOVERED', peak: null },
    ]);
  });

  it('ends what was pending', () => {
    expect(kinds([120, ...gap, 120], { forMs: 9 * hour })).toEqual([
      ...['BREACHED 0', 'CLEARED 6', 'SILENT 6', 'HEARD 9', 'BREACHED 9'],
    ]);
  });

  it('is the same whether somebody waited for it or not', () => {
    const [first, second] = [hourly([120]), [sampleOf(9 * hour, 70, above)]];
    for (const noData of ['KEEP', 'RESOLVE', 'ALERT'] as const) {
      const at = { ...pace, noData };
      const waited = [7, 8].reduce(
        (before, n) => followSilence(before, n * hour, at),
        follow(nothingYet, first, at),
      );
      expect(follow(waited, second, at)).toEqual(follow(follow(nothingYet, first, at), second, at));
    }
  });

  it('is none before anything was heard', () => {
    expect(followSilence(nothingYet, 1e12, { ...pace, noData: 'ALERT' })).toEqual(nothingYet);
  });
});

const anyPace = fc.record({
  forMs: fc.integer({ min: 0, max: 5 }).map((n) => n * hour),
  keepFiringMs: fc.integer({ min: 0, max: 5 }).map((n) => n * hour),
  noDataAfterMs: fc.integer({ min: 1, max: 6 }).map((n) => n * hour),
  noData: fc.constantFrom('KEEP' as const, 'RESOLVE' as const, 'ALERT' as const),
});
const anyAir = fc.array(fc.option(fc.integer({ min: 0, max: 200 }), { freq: 5 }), { maxLength: 80 });

describe('whatever the air does', () => {
  it('what is followed in parts is what is followed at once', () => {
    fc.assert(
      fc.property(anyAir, anyPace, fc.nat(80), (air, at, cut) => {
        const samples = hourly(air);
        const parts = follow(follow(nothingYet, samples.slice(0, cut), at), samples.slice(cut), at);
        expect(parts).toEqual(follow(nothingYet, samples, at));
      }),
    );
  });

  it('episodes do not overlap, hold for as long as the rule has it, and flap no more than it allows', () => {
    fc.assert(
      fc.property(anyAir, anyPace, (air, at) => {
        const ended = follow(nothingYet, hourly(air), at).ended.filter(({ isNoData }) => !isNoData);
        for (const [n, { startedAt, firedAt, resolvedAt, resolution, peak, peakBeyond }] of ended.entries()) {
          expect(firedAt - startedAt).toBeGreaterThanOrEqual(at.forMs);
          expect(peak).toBe(100 + peakBeyond);
          expect(peakBeyond).toBeGreaterThanOrEqual(0);
          if (resolution === 'RECOVERED')
            expect((resolvedAt as number) - firedAt).toBeGreaterThanOrEqual(at.keepFiringMs);
          const next = ended[n + 1];
          if (next) expect(next.startedAt).toBeGreaterThan((resolvedAt as number) - 1);
        }
      }),
    );
  });

  it('an episode that recovered had a value beyond the recovery threshold after each breach', () => {
    fc.assert(
      fc.property(anyAir, anyPace, (air, at) => {
        for (const { resolvedAt, resolution, isNoData } of follow(nothingYet, hourly(air), at).ended)
          if (resolution === 'RECOVERED' && !isNoData)
            expect(air[(resolvedAt as number) / hour]).toBeLessThan(above.recovery);
      }),
    );
  });
});
