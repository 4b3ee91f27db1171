import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type EpochMs, type QualityTestName, qualityTests } from '@aqmrg/schema/events/vocabulary.ts';

/** A reading, as far as rules look at it. */
export interface Air {
  readonly periodStart: EpochMs;
  readonly periodEnd: EpochMs;
  /** In the quantity's canonical unit, corrected. */
  readonly value: number;
  /** Of two readings of one period the higher one holds. */
  readonly revision: number;
  /** GOOD or UNKNOWN. */
  readonly isGood: boolean;
  /** GOOD: tests were made, and passed. */
  readonly isTested: boolean;
  /** The tests that say SUSPECT or FAIL, as `testBits` has them. */
  readonly flaggedBy: number;
}

/** One bit a test. */
export const testBits = (tests: readonly QualityTestName[]): number =>
  tests.reduce((bits, test) => bits | (1 << qualityTests.indexOf(test)), 0);

const isBad = (flag: Reading['quality']): boolean => flag === 'SUSPECT' || flag === 'FAIL';

export const airOf = (reading: Reading): Air => ({
  periodStart: reading.periodStart,
  periodEnd: reading.periodEnd,
  value: reading.value,
  revision: reading.revision,
  isGood: !isBad(reading.quality),
  isTested: reading.quality === 'GOOD',
  flaggedBy: testBits(reading.tests.filter(({ flag }) => isBad(flag)).map(({ test }) => test)),
});
