import { makeReading } from '@aqmrg/platform/ports/series.builders.ts';
import { describe, expect, it } from 'vitest';
import { airOf, testBits } from './air.ts';

describe('air', () => {
  it('is a reading with the tests that hold against it', () => {
    const reading = makeReading({
      value: 12,
      revision: 3,
      quality: 'FAIL',
      tests: [
        { test: 'RANGE', flag: 'GOOD' },
        { test: 'SPIKE', flag: 'SUSPECT', reason: 'it stands out' },
        { test: 'FLAT_LINE', flag: 'UNKNOWN' },
        { test: 'CHANNELS', flag: 'FAIL', reason: 'they disagree' },
      ],
    });
    expect(airOf(reading)).toEqual({
      periodStart: reading.periodStart,
      periodEnd: reading.periodEnd,
      value: 12,
      revision: 3,
      isGood: false,
      flaggedBy: testBits(['SPIKE', 'CHANNELS']),
      isTested: false,
    });
  });

  it('that nobody tested is good, and not tested', () => {
    const reading = makeReading({ quality: 'UNKNOWN' });
    expect(airOf(reading)).toMatchObject({ isGood: true, isTested: false, flaggedBy: 0 });
  });
});
