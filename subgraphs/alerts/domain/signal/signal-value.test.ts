import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf, makeAir } from '../../testing/air.ts';
import type { Signal } from '../rule/rule.ts';
import { testBits } from './air.ts';
import { signalAt } from './signal-value.ts';

const value = { kind: 'VALUE', quantity: 'PM25' } as const;
const rate = { kind: 'RATE_OF_CHANGE', quantity: 'PM25', windowMs: 2 * hourMs } as const;
const mean = (hours: number, minCoverage = 0.75) =>
  ({ kind: 'ROLLING_MEAN', quantity: 'PM25', windowMs: hours * hourMs, minCoverage }) as const;
const quality = (...tests: Extract<Signal, { readonly kind: 'QUALITY' }>['tests']) =>
  ({ kind: 'QUALITY', quantity: 'PM25', tests, windowMs: 3 * hourMs }) as const;

const at = (signal: Signal, airs: Parameters<typeof historyOf>[0], hour: number) =>
  signalAt(signal, historyOf(airs), hour * hourMs);

describe('a signal', () => {
  it('is the reading itself, the shortest of those that end together', () => {
    expect(at(value, [makeAir(1, 10), makeAir(2, 20), makeAir(2, 8, { hours: 2 })], 2)).toBe(20);
    expect(at(value, [makeAir(1, 10)], 2)).toBeNull();
  });

  it('is the mean of a window, by what each reading covers of it', () => {
    const airs = [makeAir(1, 100), makeAir(2, 10), makeAir(4, 40, { hours: 2 }), makeAir(5, 1_000)];
    expect(at(mean(3), airs, 4)).toBeCloseTo((10 + 40 * 2) / 3, 12);
    // half of a reading lies before the window
    expect(at(mean(1), airs, 4)).toBe(40);
  });

  it('is not told where too little of the window is covered', () => {
    const airs = [makeAir(1, 10), makeAir(2, 10), makeAir(4, 10)];
    expect(at(mean(4), airs, 4)).toBe(10);
    expect(at(mean(4, 0.8), airs, 4)).toBeNull();
    expect(at(mean(2, 0), [], 4)).toBeNull();
  });

  it('is by how much it changed an hour, over a window or a little more', () => {
    const airs = [makeAir(1, 10), makeAir(2, 20), makeAir(4, 50), makeAir(7, 110)];
    expect(at(rate, airs, 4)).toBe(15);
    expect(at(rate, airs, 7)).toBe(20);
    expect(at(rate, [makeAir(1, 10), makeAir(6, 60)], 6)).toBeNull();
    expect(at(rate, [makeAir(6, 60)], 6)).toBeNull();
  });

  it('knows bad readings only by their number', () => {
    const bad = { isGood: false, flaggedBy: testBits(['CHANNELS', 'SPIKE']) };
    const airs = [makeAir(1, 10), makeAir(2, 900, bad), makeAir(3, 30), makeAir(4, 900, bad)];
    expect(at(value, airs, 4)).toBeNull();
    expect(at(mean(3, 0), airs, 4)).toBe(30);
    expect(at(rate, airs, 3)).toBe(10);
    expect(at(quality('CHANNELS'), airs, 4)).toBe(2);
    expect(at(quality('SPIKE', 'RANGE'), airs, 5)).toBe(1);
    expect(at(quality('RANGE'), airs, 4)).toBe(0);
  });

  it('of forecasts is none of readings', () => {
    const forecast = { kind: 'FORECAST', quantity: 'PM25', head: 'D1', level: 35 } as const;
    expect(at(forecast, [makeAir(1, 10)], 1)).toBeNull();
  });

  it('knows nothing of what comes later', () => {
    const any = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(any, fc.nat(), fc.constantFrom(value, mean(5), rate), (values, cut, signal) => {
        const airs = values.map((one, n) => makeAir(n + 1, one));
        const hour = (cut % values.length) + 1;
        expect(at(signal, airs, hour)).toBe(at(signal, airs.slice(0, hour), hour));
      }),
    );
  });
});

describe('a mean of a window', () => {
  it('is what its readings come to one by one', () => {
    const minutes = fc.record({
      end: fc.integer({ min: 0, max: 600 }),
      length: fc.constantFrom(5, 10, 60, 90, 1440),
      value: fc.integer({ min: 0, max: 500 }),
      isGood: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(minutes, { maxLength: 60 }), fc.integer({ min: 0, max: 600 }), (list, minute) => {
        const airs = list.map(({ end, length, value, isGood }) =>
          makeAir(end / 60, value, { hours: length / 60, isGood }),
        );
        const periods = new Map(airs.map((air) => [`${air.periodStart} ${air.periodEnd}`, air]));
        const first = airs.filter((air) => {
          const isFirst = periods.delete(`${air.periodStart} ${air.periodEnd}`);
          return isFirst;
        });
        const [from, to] = [(minute - 180) * 60_000, minute * 60_000];
        const within = first.filter(({ periodEnd, isGood }) => isGood && periodEnd > from && periodEnd <= to);
        const ms = within.map(({ periodStart, periodEnd }) => periodEnd - Math.max(periodStart, from));
        const covered = ms.reduce((sum, one) => sum + one, 0);
        const weighted = within.reduce((sum, { value: one }, i) => sum + one * (ms[i] as number), 0);
        const found = at(mean(3, 0.5), airs, minute / 60);
        if (covered < 1.5 * hourMs) expect(found).toBeNull();
        else expect(found).toBeCloseTo(weighted / covered, 9);
      }),
    );
  });
});
