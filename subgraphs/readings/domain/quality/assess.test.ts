import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import { qualityFlags, qualityTests, quantities, sensorKinds } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/qaqc.json' with { type: 'json' };
import { overall } from './assess.ts';
import { type Assessable, contextOf, lengthOf } from './assessable.ts';
import { assess, hourly, hourMs, makeAssessable, makeSeries } from './builders.ts';

const test = (flag: QualityTest['flag']): QualityTest => ({ test: 'RANGE', flag });

describe('overall', () => {
  it('takes the worst of the tests that ran, as QARTOD numbers its flags', () => {
    const byNumber = qualityFlags.toSorted((a, b) => vectors.qartod_flags[a] - vectors.qartod_flags[b]);
    expect(byNumber).toEqual(['GOOD', 'UNKNOWN', 'SUSPECT', 'FAIL']);
    expect(overall([test('GOOD'), test('FAIL'), test('SUSPECT')])).toBe('FAIL');
    expect(overall([test('GOOD'), test('UNKNOWN'), test('SUSPECT')])).toBe('SUSPECT');
  });

  it('is GOOD where one test passed and the others could not run', () => {
    expect(overall([test('UNKNOWN'), test('GOOD')])).toBe('GOOD');
  });

  it('is UNKNOWN where no test ran', () => {
    expect(overall([])).toBe('UNKNOWN');
    expect(overall([test('UNKNOWN')])).toBe('UNKNOWN');
  });
});

/** Wild series: several lengths of period, gaps, ties, stuck stretches, two channels. */
const wildSeries = fc
  .array(
    fc.record({
      step: fc.constantFrom(0, 120_000, hourMs, hourMs, hourMs, 2 * hourMs, 9 * hourMs),
      length: fc.constantFrom(120_000, hourMs, hourMs, hourMs),
      value: fc.constantFrom(-9, -3, 0, 0, 7, 7, 7, 7, 8, 30, 120, 985, 2000),
      other: fc.constantFrom(0, 7, 60),
      sourceFlag: fc.constantFrom<Assessable['sourceFlag']>(undefined, undefined, 'GOOD', 'FAIL'),
    }),
    { maxLength: 60 },
  )
  .map((rows) => {
    let periodStart = Date.UTC(2025, 0, 1);
    const series = rows.map(({ step, length, value, other, sourceFlag }) => {
      periodStart += step;
      const channels = [
        { name: 'a', value },
        { name: 'b', value: other },
      ];
      return makeAssessable(0, value, { periodStart, periodEnd: periodStart + length, channels, sourceFlag });
    });
    const sorted = series.toSorted((a, b) => a.periodStart - b.periodStart || a.periodEnd - b.periodEnd);
    return sorted.filter(
      (reading, i) =>
        reading.periodStart !== sorted[i - 1]?.periodStart || reading.periodEnd !== sorted[i - 1]?.periodEnd,
    );
  });

describe('assess', () => {
  it('runs every test on every reading, in the order of the vocabulary, with a reason unless it is GOOD', () => {
    fc.assert(
      fc.property(
        wildSeries,
        fc.constantFrom(...quantities),
        fc.constantFrom(...sensorKinds),
        (wild, quantity, kind) => {
          const series = wild.map((reading) => ({ ...reading, quantity, kind }));
          const all = assess(series, hourly);
          expect(all).toHaveLength(series.length);
          for (const tests of all) {
            expect(tests.map((one) => one.test)).toEqual([...qualityTests]);
            for (const { flag, reason } of tests) expect(reason === undefined).toBe(flag === 'GOOD');
          }
        },
      ),
    );
  });

  it('is causal: what comes later changes nothing', () => {
    fc.assert(
      fc.property(wildSeries, fc.nat(60), (series, cut) => {
        expect(assess(series, hourly).slice(0, cut)).toEqual(assess(series.slice(0, cut), hourly));
      }),
    );
  });

  it('looks no further back than its context', () => {
    fc.assert(
      fc.property(wildSeries, (series) => {
        const whole = assess(series, hourly);
        series.forEach((reading, i) => {
          const window = series
            .slice(0, i + 1)
            .filter((r) => r.periodStart >= reading.periodStart - contextOf(lengthOf(reading)));
          expect(assess(window, hourly).at(-1)).toEqual(whole[i]);
        });
      }),
    );
  });

  it('leaves clean and slightly negative air of a reference monitor alone', () => {
    const series = makeSeries([3, -2, 1, 0.5, -4, 2, 4, 1, 3, 2]);
    expect(assess(series, hourly).map(overall)).toEqual(Array(10).fill('GOOD'));
  });
});
