import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import { type Assessable, type Earlier, figure, good, inHours, manyReadings, verdict } from './assessable.ts';
import { thresholds } from './thresholds.ts';

/** Fewer readings than this show no line. */
const fewest = 4;

/**
 * The same value for too long (QARTOD, test "flat line"; tolerance 0: stuck instruments repeat themselves exactly).
 * `earlier`: unbroken, newest first. GOOD as soon as a change is seen; UNKNOWN while the readings do not reach far enough
 * back. The first hours of a stuck value cannot be known as such and stay GOOD or UNKNOWN.
 */
export const flatLineTest = (reading: Assessable, earlier: Earlier): QualityTest => {
  const { quantity, value } = reading;
  const limits = thresholds[quantity].flatLine;
  if (limits === null) return verdict('FLAT_LINE', 'UNKNOWN', `not judged for ${quantity}`);
  const { suspectHours, failHours, natural } = limits;
  let first = reading;
  let readings = 1;
  let hasChanged = false;
  for (const other of earlier) {
    hasChanged = other.value !== value;
    if (hasChanged) break;
    first = other;
    readings += 1;
  }
  const hours = inHours(reading.periodEnd - first.periodStart);
  if (readings >= manyReadings || (readings >= fewest && hours >= suspectHours)) {
    if (natural !== undefined && value > natural[0] && value < natural[1])
      return verdict(
        'FLAT_LINE',
        'UNKNOWN',
        `${figure(value)} ${canonicalUnit(quantity)} may well stand still`,
      );
    const shown = `${figure(value)} ${canonicalUnit(quantity)}`;
    // Not `hours` itself: it would tell how far back we looked, and change with it.
    if (hours >= failHours) return verdict('FLAT_LINE', 'FAIL', `${shown} for ${failHours} h or more`);
    return verdict(
      'FLAT_LINE',
      'SUSPECT',
      hours >= suspectHours
        ? `${shown} for ${suspectHours} h or more`
        : `${shown} in ${manyReadings} readings or more`,
    );
  }
  if (hasChanged) return good('FLAT_LINE');
  return verdict('FLAT_LINE', 'UNKNOWN', `fewer than ${suspectHours} h of unbroken readings before it`);
};
