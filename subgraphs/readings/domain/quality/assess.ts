import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import type { QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';
import {
  type Assessable,
  type AssessOptions,
  contextOf,
  type Earlier,
  lengthOf,
  longestGapMs,
} from './assessable.ts';
import { channelsTest } from './channels.ts';
import { flatLineTest } from './flat-line.ts';
import { isMeasured, rangeTest } from './range.ts';
import { rateOfChangeTest } from './rate-of-change.ts';
import { spikeTest } from './spike.ts';
import { sourceTest, timelinessTest } from './timeliness.ts';

/** More readings before one do not tell more about its usual steps. */
const mostSteps = 24;

/**
 * The seven tests of the reading at `at` of one sensor and quantity, in the order of the vocabulary.
 *
 * `seriesAt` tells a series that is sorted by periodStart, then periodEnd, each key once. Tests are causal: a reading is judged by itself and by
 * the readings before it that start within its context (contextOf), so flags depend on what is stored and not on the order
 * in which it came. Whoever asks about a reading passes its whole context before it.
 */
export const assessAt = (
  seriesAt: (index: number) => Assessable | undefined,
  at: number,
  options: AssessOptions,
): QualityTest[] => {
  const reading = seriesAt(at);
  if (reading === undefined) throw new RangeError(`no reading at ${at}`);
  const unbroken = { [Symbol.iterator]: () => unbrokenBefore(seriesAt, reading, at, options) };
  const usable = newestUsable(unbroken);
  return [
    rangeTest(reading),
    spikeTest(reading, usable),
    flatLineTest(reading, unbroken),
    rateOfChangeTest(reading, usable),
    timelinessTest(reading),
    channelsTest(reading, unbroken),
    sourceTest(reading),
  ];
};

/**
 * The worst verdict of the tests that ran: FAIL, SUSPECT, GOOD, and UNKNOWN where none did (the precedence of ioos_qc's
 * aggregate, qartod.qartod_compare).
 */
export const overall = (tests: readonly QualityTest[]): QualityFlag =>
  precedence.find((flag) => tests.some((test) => test.flag === flag)) ?? 'UNKNOWN';

const precedence = ['FAIL', 'SUSPECT', 'GOOD'] as const satisfies readonly QualityFlag[];

/** Readings of about the same length before the one at `at`, newest first, back to the end of its context or to the first long gap. */
function* unbrokenBefore(
  seriesAt: (index: number) => Assessable | undefined,
  reading: Assessable,
  at: number,
  options: AssessOptions,
): Generator<Assessable> {
  const longest = longestGapMs(options);
  const from = reading.periodStart - contextOf(lengthOf(reading));
  let next = reading;
  for (let i = at - 1; i >= 0; i -= 1) {
    const other = seriesAt(i);
    if (other === undefined || other.periodStart < from) break;
    if (!isOfSameLength(other, reading)) continue;
    if (next.periodStart - other.periodEnd > longest) break;
    yield other;
    next = other;
  }
}

/** Means over a minute and over an hour are no neighbours: the one varies more than the other. */
const isOfSameLength = (a: Assessable, b: Assessable): boolean => {
  const [lengthA, lengthB] = [lengthOf(a), lengthOf(b)];
  return lengthA <= 2 * lengthB && lengthB <= 2 * lengthA;
};

/** What the instrument cannot have measured, or its source calls bad, is no yardstick. */
const newestUsable = (unbroken: Earlier): Assessable[] => {
  const usable: Assessable[] = [];
  for (const reading of unbroken) {
    if (usable.length === mostSteps) break;
    if (reading.sourceFlag !== 'FAIL' && isMeasured(reading)) usable.push(reading);
  }
  return usable;
};
