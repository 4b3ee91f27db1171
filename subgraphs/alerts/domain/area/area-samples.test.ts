import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf, makeAir } from '../../testing/air.ts';
import { follow, nothingYet } from '../lifecycle/follow.ts';
import type { Pace, Signal, Together } from '../rule/rule.ts';
import type { AreaCondition } from './area-condition.ts';
import { areaSamples } from './area-samples.ts';

const threshold = { comparison: 'ABOVE', at: 50, recovery: 40 } as const;
const value: Signal = { kind: 'VALUE', quantity: 'PM25' };
const on = (together: Partial<Together> = {}, signal: Signal = value): AreaCondition => ({
  kind: 'THRESHOLD',
  signal,
  threshold,
  together: { sensors: 2, share: null, minSensors: 2, ...together },
});
type Series = readonly (number | null)[];
const membersOf = (...all: readonly Series[]) =>
  new Map(
    all.map((series, n) => {
      const airs = series.flatMap((one, hour) => (one === null ? [] : makeAir(hour + 1, one)));
      return [`s${n}`, historyOf(airs)] as const;
    }),
  );
const samples = (condition: AreaCondition, ...all: readonly Series[]) =>
  areaSamples(condition, membersOf(...all), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

describe('samples of an area', () => {
  it('are how many sensors breach at once, hour by hour', () => {
    const found = samples(on(), [60, 60, 10], [10, 70, 10], [10, 80, 10]);
    expect(found.map(({ at, value: n, beyond, isOver }) => [at / hourMs, n, beyond, isOver])).toEqual([
      [1, 1, -1, true],
      [2, 3, 1, false],
      [3, 0, -2, true],
    ]);
  });

  it('need a share of those that have data as well, where one is asked for', () => {
    const series = Array.from({ length: 100 }, (_, n) => [n < 7 ? 60 : 10]);
    expect(samples(on({ share: 0.07 }), ...series)[0]).toMatchObject({ value: 7, beyond: 0 });
    expect(samples(on({ share: 0.08 }), ...series)[0]).toMatchObject({ value: 7, beyond: -1 });
    expect(samples(on({ sensors: 9, share: 0.01 }), ...series)[0]).toMatchObject({ value: 7, beyond: -2 });
  });

  it('say nothing where too few sensors are left without bad readings', () => {
    const bad = historyOf([makeAir(1, 90), makeAir(2, 90, { isGood: false })]);
    const members = new Map([...membersOf([60, 60]), ['bad', bad]]);
    const found = areaSamples(on(), members, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    expect(found.map(({ value: n }) => n)).toEqual([2, null]);
    expect(samples(on({ sensors: 1, minSensors: 0 }), [])).toEqual([]);
  });

  it('go on while as many as are needed have not recovered', () => {
    const pace: Pace = { forMs: 0, keepFiringMs: 0, noDataAfterMs: 24 * hourMs, noData: 'KEEP' };
    const found = samples(on(), [60, 45, 60, 45, 30], [60, 45, 41, 30, 30]);
    expect(found.map(({ beyond, isOver }) => [beyond, isOver])).toEqual([
      [0, false],
      [-2, false],
      [-1, false],
      [-2, true],
      [-2, true],
    ]);
    const { ended } = follow(nothingYet, found, pace);
    expect(
      ended.map(({ startedAt, resolvedAt }) => [startedAt / hourMs, (resolvedAt as number) / hourMs]),
    ).toEqual([[1, 4]]);
  });

  it.each<[Signal, number | null]>([
    [{ kind: 'ROLLING_MEAN', quantity: 'PM25', windowMs: 3 * hourMs, minCoverage: 0.6 }, 2],
    [{ kind: 'NOWCAST', quantity: 'PM25' }, 2],
    [{ kind: 'INDEX', standard: 'US_EPA' }, 2],
    [{ kind: 'RATE_OF_CHANGE', quantity: 'PM25', windowMs: hourMs }, null],
  ])('are of what hours can tell: %o', (signal, expected) => {
    const found = samples(on({}, signal), [60, null, 70], [90, 80, 80], [10, 11, 12]);
    expect(found.at(-1)?.value ?? null).toBe(expected);
  });

  it('are the same in whatever order sensors and hours come', () => {
    const series = fc.array(fc.option(fc.integer({ min: 20, max: 70 })), { minLength: 1, maxLength: 12 });
    const all = fc.array(series, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(all, (list) => {
        const members = membersOf(...list);
        const turned = new Map(
          list
            .map((one, n) => {
              const airs = one.flatMap((x, hour) => (x === null ? [] : makeAir(hour + 1, x)));
              return [`s${n}`, historyOf(airs.toReversed())] as const;
            })
            .toReversed(),
        );
        const asked = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
        expect(areaSamples(on(), turned, ...asked)).toEqual(areaSamples(on(), members, ...asked));
      }),
      { numRuns: 50 },
    );
  });
});
