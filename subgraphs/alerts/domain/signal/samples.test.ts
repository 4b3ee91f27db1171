import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { type Quantity, qualityTests } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf, makeAir } from '../../testing/air.ts';
import type { Condition, Signal } from '../rule/rule.ts';
import type { Air } from './air.ts';
import { createHistory } from './history/history.ts';
import { instantsOf } from './instants.ts';
import { reachMs } from './reach.ts';
import { samplesOf } from './samples.ts';

const threshold = { comparison: 'ABOVE', at: 50, recovery: 40 } as const;
const on = (signal: Signal): Condition => ({ kind: 'THRESHOLD', signal, threshold, together: null });
const pm = { quantity: 'PM25' } as const;
const signals: readonly Signal[] = [
  { kind: 'VALUE', ...pm },
  { kind: 'ROLLING_MEAN', ...pm, windowMs: 3 * hourMs, minCoverage: 0.5 },
  { kind: 'RATE_OF_CHANGE', ...pm, windowMs: hourMs },
  { kind: 'NOWCAST', ...pm },
  { kind: 'INDEX', standard: 'US_EPA' },
  { kind: 'INDEX', standard: 'EU' },
  { kind: 'ANOMALY', ...pm, windowMs: 6 * hourMs },
  { kind: 'QUALITY', ...pm, tests: qualityTests, windowMs: 2 * hourMs },
];
const conditions = [
  ...signals.map(on),
  { kind: 'OFFLINE', quantity: 'PM25' } as const,
  { kind: 'OFFLINE', quantity: null } as const,
];

const always = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

describe('samples', () => {
  it('are at the ends of readings, bad ones too, and say on which side they lie', () => {
    const history = historyOf([
      makeAir(2, 60),
      makeAir(1, 45),
      makeAir(3, 90, { isGood: false }),
      makeAir(4, 10),
    ]);
    const samples = samplesOf(on(signals[0] as Signal), history, hourMs, 3 * hourMs);
    expect(samples.map(({ at, value, beyond, isOver }) => [at / hourMs, value, beyond, isOver])).toEqual([
      [1, 45, -5, false],
      [2, 60, 10, false],
      [3, null, Number.NEGATIVE_INFINITY, false],
    ]);
  });

  it('of full hours are where something was heard, once the hour is over', () => {
    const nowcast = { kind: 'NOWCAST', ...pm } as const;
    const airs = [makeAir(1, 10), makeAir(1.5, 20, { hours: 0.5 }), makeAir(5.25, 20, { hours: 0.5 })];
    expect(instantsOf(nowcast, historyOf(airs), ...always).map((at) => at / hourMs)).toEqual([1, 2, 5]);
    const later = historyOf([...airs, makeAir(9, 30, { isGood: false })]);
    expect(instantsOf(nowcast, later, ...always).map((at) => at / hourMs)).toEqual([1, 2, 5, 6, 9]);
    expect(instantsOf(nowcast, later, 2 * hourMs, 6 * hourMs).map((at) => at / hourMs)).toEqual([2, 5, 6]);
  });

  it('of silence are of what was heard: of one quantity, or of any', () => {
    const history = createHistory({ timeZone: 'UTC' });
    for (const [quantity, hour] of [
      ['PM25', 1],
      ['PM10', 2],
      ['PM10', 1],
      ['O3', 4],
    ] as [Quantity, number][])
      history.take(quantity, makeAir(hour, 1));
    const heard = (quantity: Quantity | null) =>
      samplesOf({ kind: 'OFFLINE', quantity }, history, ...always).map(({ at, value }) => [
        at / hourMs,
        value,
      ]);
    expect(heard('PM10')).toEqual([
      [1, null],
      [2, null],
    ]);
    expect(heard(null)).toEqual([
      [1, null],
      [2, null],
      [4, null],
    ]);
    expect(heard('CO')).toEqual([]);
  });
});

/** Revisions of one period differ; one revision is one reading. */
const wild = fc
  .record({
    end: fc.integer({ min: 1, max: 120 }),
    length: fc.constantFrom(1, 3, 6, 12, 144),
    revision: fc.integer({ min: 1, max: 3 }),
    quantity: fc.constantFrom<Quantity>('PM25', 'PM10', 'O3'),
  })
  .map(({ end, length, revision, quantity }): [Quantity, Air] => {
    const mixed = (end * 7919 + length * 104_729 + revision * 1_299_709) % 997;
    const fields = {
      hours: length / 6,
      revision,
      isGood: mixed % 5 > 0,
      flaggedBy: mixed % 5 > 0 ? 0 : mixed % 128,
    };
    return [quantity, makeAir(end / 6, mixed / 7, fields)];
  });

describe('samples of readings in any order, and more than once', () => {
  it('are the same, to the last bit', () => {
    const lists = fc
      .array(wild, { maxLength: 80 })
      .chain((airs) =>
        fc.tuple(
          fc.constant(airs),
          fc.shuffledSubarray([...airs, ...airs], { minLength: airs.length * 2, maxLength: airs.length * 2 }),
          fc.nat(),
        ),
      );
    fc.assert(
      fc.property(lists, ([airs, shuffled, asked]) => {
        const inOrder = createHistory({ timeZone: 'Africa/Accra' });
        const late = createHistory({ timeZone: 'Africa/Accra' });
        for (const [quantity, air] of airs.toSorted(([, a], [, b]) => a.periodEnd - b.periodEnd))
          inOrder.take(quantity, air);
        shuffled.forEach(([quantity, air], i) => {
          late.take(quantity, air);
          // asked meanwhile, it must not keep what is no longer so
          if (i % 7 === asked % 7) for (const condition of conditions) samplesOf(condition, late, ...always);
        });
        for (const condition of conditions)
          expect(samplesOf(condition, late, ...always)).toEqual(samplesOf(condition, inOrder, ...always));
      }),
      { numRuns: 60 },
    );
  });

  it('are the same where what lies before their reach was let go', () => {
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 80 }), fc.integer({ min: 0, max: 20 }), (airs, hour) => {
        const fill = () => {
          const history = createHistory({ timeZone: 'Africa/Accra' });
          for (const [quantity, air] of airs) history.take(quantity, air);
          return history;
        };
        for (const signal of signals) {
          const [whole, rest] = [fill(), fill()];
          const from = hour * hourMs + reachMs(signal);
          rest.forget(hour * hourMs);
          const asked = [on(signal), from, Number.POSITIVE_INFINITY] as const;
          expect(samplesOf(asked[0], rest, asked[1], asked[2])).toEqual(
            samplesOf(asked[0], whole, asked[1], asked[2]),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
