import { quantities, sensorKinds } from '@aqmrg/schema/events/vocabulary.ts';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/qaqc.json' with { type: 'json' };
import { makeAssessable } from './builders.ts';
import { isMeasured, rangeTest } from './range.ts';
import { thresholds } from './thresholds.ts';

const flagOf = (value: number, over: Parameters<typeof makeAssessable>[2] = {}) =>
  rangeTest(makeAssessable(0, value, over)).flag;

describe('the range test', () => {
  it('keeps small negatives of a reference monitor, and doubts what AirNow calls invalid', () => {
    expect([-4.9, -4, 0].map((value) => flagOf(value))).toEqual(['GOOD', 'GOOD', 'GOOD']);
    expect([-5, -10].map((value) => flagOf(value))).toEqual(['SUSPECT', 'SUSPECT']);
    expect(flagOf(-15)).toBe('FAIL');
  });

  it('fails the ends of the scale of a BAM, which look like data', () => {
    expect([985, 1985, 9985].map((value) => flagOf(value))).toEqual(['FAIL', 'FAIL', 'FAIL']);
    expect(flagOf(984)).toBe('GOOD');
    expect(flagOf(999.9, { kind: 'LOW_COST' })).toBe('FAIL');
  });

  it('does not fail heavy smoke in front of a low-cost sensor', () => {
    expect(flagOf(900, { kind: 'LOW_COST' })).toBe('GOOD');
    expect(flagOf(1400, { kind: 'LOW_COST' })).toBe('SUSPECT');
    expect(flagOf(9000, { kind: 'LOW_COST' })).toBe('FAIL');
  });

  it('doubts negatives of an instrument that counts', () => {
    expect(flagOf(-0.4, { kind: 'LOW_COST' })).toBe('GOOD');
    expect(flagOf(-3, { kind: 'LOW_COST' })).toBe('SUSPECT');
  });

  it('says which figure decided', () => {
    expect(rangeTest(makeAssessable(0, 985)).reason).toContain('985 MICROGRAM_PER_CUBIC_METRE');
    expect(rangeTest(makeAssessable(0, -7)).reason).toContain('-5 to 1000');
  });

  it('lets nothing through as plausible that the instrument cannot show', () => {
    for (const quantity of quantities)
      for (const kind of sensorKinds) {
        const { instrument, plausible } = thresholds[quantity].range[kind];
        expect(plausible[0]).toBeGreaterThanOrEqual(instrument[0]);
        expect(plausible[1]).toBeLessThanOrEqual(instrument[1]);
        expect(isMeasured(makeAssessable(0, instrument[0], { quantity, kind }))).toBe(false);
      }
  });

  it('agrees with the ranges of AirQo where the air can reach them', () => {
    const { humidity_pct, temperature_C, pressure_kPa, pm2_5 } = vectors.airqo.valid_ranges;
    const inside = [
      ['HUMIDITY', humidity_pct],
      ['TEMPERATURE', temperature_C],
      ['PM25', [0, 984]],
    ] as const;
    for (const [quantity, range] of inside)
      for (const value of range) expect(flagOf(value, { quantity, kind: 'LOW_COST' })).toBe('GOOD');
    expect(pm2_5[1]).toBe(thresholds.PM25.range.LOW_COST.plausible[1]);
    for (const kPa of pressure_kPa)
      expect(isMeasured(makeAssessable(0, kPa * 10, { quantity: 'PRESSURE', kind: 'LOW_COST' }))).toBe(true);
  });
});
