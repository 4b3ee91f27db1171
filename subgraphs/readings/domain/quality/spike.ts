import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import { type Assessable, figure, good, verdict } from './assessable.ts';
import { thresholds } from './thresholds.ts';

/** Readings that the newest one must differ from, all of them. */
const nearest = 3;

/**
 * Spike, judged from earlier readings alone. QARTOD's test looks at the reading after as well (ioos_qc spike_test): a live
 * platform would have to wait for it. The price: the first reading of a real plume is SUSPECT too, but no later one,
 * because a reading that is near any of the newest three does not stand out; and it is never FAIL.
 *
 * The limit is a multiple of the usual step (median absolute step of up to 24 readings × 1.4826, the Hampel scale).
 * Concentrations are judged on a logarithm, as they vary, and upwards only: rain and wind clean the air within minutes.
 */
export const spikeTest = ({ quantity, value }: Assessable, earlier: readonly Assessable[]): QualityTest => {
  const limits = thresholds[quantity].spike;
  if (limits === null) return verdict('SPIKE', 'UNKNOWN', `not judged for ${quantity}`);
  if (earlier.length < nearest)
    return verdict('SPIKE', 'UNKNOWN', `${earlier.length} of ${nearest} readings before it`);
  const { offset, factor, leastStep, leastJump } = limits;
  const scaled = (x: number): number => (offset === null ? x : Math.log(Math.max(0, x) + offset));
  const closest = earlier
    .slice(0, nearest)
    .map((reading) => reading.value)
    .reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a));
  const jump = value - closest;
  const usual = Math.max(leastStep, 1.4826 * median(steps(earlier.map((reading) => scaled(reading.value)))));
  const standsOut =
    Math.abs(jump) > leastJump &&
    (offset === null || jump > 0) &&
    Math.abs(scaled(value) - scaled(closest)) > factor * usual;
  if (!standsOut) return good('SPIKE');
  return verdict(
    'SPIKE',
    'SUSPECT',
    `${figure(value)} ${canonicalUnit(quantity)}; the closest of the ${nearest} readings before it is ${figure(closest)}`,
  );
};

const steps = (values: readonly number[]): number[] =>
  values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};
