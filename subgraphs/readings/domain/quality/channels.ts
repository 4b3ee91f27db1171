import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { type Assessable, type Earlier, figure, good, inHours, manyReadings, verdict } from './assessable.ts';

/** EPA sensortoolkit, sensortoolkit/qc/_purpleair_abcleaning.py. */
const largestDifferenceUgM3 = 5;
const largestRelativeDifference = 0.7;

/** A channel that reads exactly 0 for so long, over so many readings, while another one does not, is dead. */
const deadHours = 6;
const deadReadings = 4;

const ruled: readonly Quantity[] = ['PM1', 'PM25', 'PM10'];

/**
 * Two laser counters in one box must agree: FAIL where |A − B| > 5 µg/m³ and |2(A − B)/(A + B)| > 0.7 for any two channels.
 * A channel that is exactly 0 while another is not is named as dead, at once where the rule is broken, and in clean air
 * (where 0 beside 3 is no proof) after six such hours. `earlier`: unbroken, newest first.
 */
export const channelsTest = (reading: Assessable, earlier: Earlier): QualityTest => {
  const { quantity, channels } = reading;
  if (!ruled.includes(quantity)) return verdict('CHANNELS', 'UNKNOWN', `not judged for ${quantity}`);
  if (channels.length < 2) return verdict('CHANNELS', 'UNKNOWN', `${channels.length} channels`);
  const highest = channels.reduce((a, b) => (b.value > a.value ? b : a));
  const lowest = channels.reduce((a, b) => (b.value < a.value ? b : a));
  const shown = `${lowest.name} ${figure(lowest.value)} beside ${highest.name} ${figure(highest.value)} ${canonicalUnit(quantity)}`;
  const dead = deadChannel(reading);
  if (disagree(lowest.value, highest.value))
    return verdict(
      'CHANNELS',
      'FAIL',
      dead === null
        ? `${shown}: more than ${largestDifferenceUgM3} and ${largestRelativeDifference * 100} % apart`
        : `${shown}: channel ${dead} is dead`,
    );
  if (dead !== null && isDeadFor(dead, reading, earlier))
    return verdict('CHANNELS', 'FAIL', `${shown}: channel ${dead} is dead, 0 for a long time`);
  return good('CHANNELS');
};

const disagree = (a: number, b: number): boolean =>
  Math.abs(a - b) > largestDifferenceUgM3 && Math.abs((2 * (a - b)) / (a + b)) > largestRelativeDifference;

const deadChannel = ({ channels }: Assessable): string | null => {
  const zero = channels.find(({ value }) => value === 0);
  return zero !== undefined && channels.some(({ value }) => value > 0) ? zero.name : null;
};

const isDeadFor = (name: string, reading: Assessable, earlier: Earlier): boolean => {
  let first = reading;
  let readings = 1;
  for (const other of earlier) {
    if (deadChannel(other) !== name) break;
    first = other;
    readings += 1;
  }
  const hours = inHours(reading.periodEnd - first.periodStart);
  return readings >= manyReadings || (readings >= deadReadings && hours >= deadHours);
};
