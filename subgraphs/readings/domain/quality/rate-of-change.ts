import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import { type Assessable, figure, good, inHours, verdict } from './assessable.ts';
import { thresholds } from './thresholds.ts';

/**
 * Change per hour since the reading before (QARTOD, test "rate of change"; SUSPECT at most, as in ioos_qc). Shorter steps
 * count as an hour: readings of two minutes are noisy, and what matters is how far the air can go within the hour.
 */
export const rateOfChangeTest = (reading: Assessable, earlier: readonly Assessable[]): QualityTest => {
  const { quantity, periodStart, value } = reading;
  const { perHour } = thresholds[quantity];
  if (perHour === null) return verdict('RATE_OF_CHANGE', 'UNKNOWN', `not judged for ${quantity}`);
  const [previous] = earlier;
  if (previous === undefined) return verdict('RATE_OF_CHANGE', 'UNKNOWN', 'no reading shortly before it');
  const hours = Math.max(1, inHours(periodStart - previous.periodStart));
  const rate = (value - previous.value) / hours;
  if (Math.abs(rate) <= perHour) return good('RATE_OF_CHANGE');
  return verdict(
    'RATE_OF_CHANGE',
    'SUSPECT',
    `from ${figure(previous.value)} to ${figure(value)} ${canonicalUnit(quantity)} in ${figure(hours)} h; the limit is ${perHour} in an hour`,
  );
};
