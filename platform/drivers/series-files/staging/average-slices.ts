import type { BucketLength } from '../../../ports/series.ts';
import type { AverageRows } from '../../../ports/series-files.ts';
import type { Member } from '../members.ts';

/** Some sensors and some time, whose buckets are asked for at once. */
export interface AverageSlice {
  readonly members: readonly Member[];
  /** Buckets whose first moment since the beginning of all lies in [from, to) are of this slice. */
  readonly from: number;
  readonly to: number;
  /** Readings that start in [readFrom, readBefore) are read, so that they are whole: a reading may end long after its bucket. */
  readonly readFrom: number;
  readonly readBefore: number;
}

/** About as many as are turned into rows without holding others up. */
const bucketsAtOnce = 10_000;
const dayMs = 86_400_000;

/** The longest that a bucket is: a day whose clock is set back has some hours more. */
const longest = (every: BucketLength): number =>
  every.kind === 'fixed' ? every.ms : (every.days + 31 * every.months + 1) * dayMs;

export const slicesOf = (rows: AverageRows, members: readonly Member[]): AverageSlice[] => {
  const { from, to, begin, end, every } = rows;
  const lengthMs = longest(every);
  const bucketsOfOne = (to - from) / lengthMs + 2;
  const sensorsAtOnce = Math.max(1, Math.floor(bucketsAtOnce / bucketsOfOne));
  const stepMs = Math.max(lengthMs, Math.ceil((to - from) / Math.ceil(bucketsOfOne / bucketsAtOnce)));
  const slices: AverageSlice[] = [];
  for (let at = 0; at < members.length; at += sensorsAtOnce) {
    for (let start = from; start < to; start += stepMs) {
      const until = Math.min(to, start + stepMs);
      slices.push({
        members: members.slice(at, at + sensorsAtOnce),
        from: start,
        to: until,
        readFrom: Math.max(begin, start - lengthMs),
        readBefore: Math.min(end, until + lengthMs),
      });
    }
  }
  return slices;
};
