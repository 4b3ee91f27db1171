import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isAtLeast } from '../../incident/severity.ts';
import type { Severity } from '../../rule/rule.ts';
import type { Receiver } from '../receiver.ts';
import { windowEndAt } from './daily-window.ts';

/** When a receiver's quiet hours end that hold now for something as bad; null where it may come. */
export const quietUntil = (
  { quietHours, timeZone }: Pick<Receiver, 'quietHours' | 'timeZone'>,
  worst: Severity,
  now: EpochMs,
): EpochMs | null => {
  if (quietHours === null || isAtLeast(worst, quietHours.exceptFrom)) return null;
  return windowEndAt({ ...quietHours, timeZone }, now);
};
