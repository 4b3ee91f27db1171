import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Average, type CountedHours, type HourSpan, hourMs } from '../hours.ts';

/** How many hours back a 1 h value may lie: as the NowCast bears a newest hour that is not in yet. */
export const newestWithinHours = 3;

/** The newest of the last three hours that counts. `end` is a whole hour. */
export const newestHour = (
  counted: CountedHours,
  end: EpochMs,
): { average: Average | null; span: HourSpan } => {
  for (let from = end - hourMs; from >= end - newestWithinHours * hourMs; from -= hourMs) {
    const value = counted.get(from);
    if (value !== undefined) return { average: { value, coverage: 1 }, span: { from, to: from + hourMs } };
  }
  return { average: null, span: { from: end - hourMs, to: end } };
};

/** The end of the last whole UTC hour at or before an instant. */
export const lastWholeHour = (at: EpochMs): EpochMs => Math.floor(at / hourMs) * hourMs;
