import { isComplete } from '@aqmrg/platform/air-quality/hours.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/qaqc.json' with { type: 'json' };
import type { Assessable } from './assessable.ts';
import { flags, hourMs, makeAssessable, verdicts } from './builders.ts';

const withChannels = (hour: number, ...values: number[]): Assessable =>
  makeAssessable(hour, values.reduce((a, b) => a + b, 0) / values.length, {
    kind: 'LOW_COST',
    channels: values.map((value, i) => ({ name: `s${i + 1}`, value })),
  });
const only = (reading: Assessable) => verdicts('CHANNELS', [reading])[0];

describe('the channels test', () => {
  it("follows EPA's rule: more than 5 µg/m³ and more than 70 % apart", () => {
    expect(vectors.purpleair_ab[0]?.invalid_if).toContain('|A-B|>5 ug/m3 AND |2(A-B)/(A+B)|>0.70');
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        (a, b) => {
          const invalid = Math.abs(a - b) > 5 && Math.abs((2 * (a - b)) / (a + b)) > 0.7;
          expect(only(withChannels(0, a, b))?.flag).toBe(invalid ? 'FAIL' : 'GOOD');
        },
      ),
    );
  });

  it('judges any two of several channels and names them', () => {
    expect(only(withChannels(0, 20, 21, 60))).toMatchObject({
      flag: 'FAIL',
      reason: expect.stringContaining('s1 20 beside s3 60'),
    });
  });

  it('names a dead channel, which an average hides', () => {
    expect(only(withChannels(0, 28.08, 0))).toMatchObject({
      flag: 'FAIL',
      reason: expect.stringContaining('channel s2 is dead'),
    });
  });

  it('takes 0 beside little for clean air, until it has lasted six hours', () => {
    const series = Array.from({ length: 8 }, (_, hour) => withChannels(hour, 3, 0));
    expect(flags('CHANNELS', series)).toBe('GGGGGFFF');
    const waking = [...series.slice(0, 4), withChannels(4, 3, 0.2), ...series.slice(5)];
    expect(flags('CHANNELS', waking)).toBe('GGGGGGGG');
  });

  it('cannot judge one channel, nor quantities without a rule', () => {
    expect(only(withChannels(0, 20))?.flag).toBe('UNKNOWN');
    expect(only({ ...withChannels(0, 20, 60), quantity: 'TEMPERATURE' })?.flag).toBe('UNKNOWN');
  });
});

describe('the timeliness test', () => {
  const arriving = (delayMs: number, over: Partial<Assessable> = {}) => {
    const reading = makeAssessable(0, 10, over);
    return verdicts('TIMELINESS', [{ ...reading, receivedAt: reading.periodEnd + delayMs }])[0];
  };

  it('bears a day and doubts what comes later', () => {
    expect(arriving(0)?.flag).toBe('GOOD');
    expect(arriving(24 * hourMs)?.flag).toBe('GOOD');
    expect(arriving(30 * hourMs)).toEqual({
      test: 'TIMELINESS',
      flag: 'SUSPECT',
      reason: 'came 30 h after its period; the limit is 24 h',
    });
  });

  it('doubts a period that was not over', () => {
    expect(arriving(-90_000)).toMatchObject({ flag: 'SUSPECT', reason: expect.stringContaining('90 s') });
  });

  it('does not judge history', () => {
    expect(arriving(1000 * hourMs, { delivery: 'BACKFILL' })?.flag).toBe('UNKNOWN');
  });
});

describe('the source test', () => {
  it.each([
    [undefined, 'UNKNOWN'],
    ['UNKNOWN', 'UNKNOWN'],
    ['GOOD', 'GOOD'],
    ['SUSPECT', 'SUSPECT'],
    ['FAIL', 'FAIL'],
  ] as const)('passes on what the source says: %s', (sourceFlag, flag) => {
    expect(verdicts('SOURCE', [makeAssessable(0, 10, { sourceFlag })])[0]?.flag).toBe(flag);
  });
});

describe('completeness', () => {
  it("is three quarters, as in EPA's sensortoolkit", () => {
    expect(isComplete(vectors.completeness.hour_day_avg * 24, 24)).toBe(true);
    expect(isComplete(vectors.completeness.hour_day_avg * 24 - 1, 24)).toBe(false);
  });
});
