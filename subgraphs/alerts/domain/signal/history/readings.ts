import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Air } from '../air.ts';

/** What `marks` hold beside the bits of tests, which begin at `testShift`. */
export const goodMark = 1;
export const testedMark = 2;
export const testShift = 2;

/** Readings of one quantity, columns in the order of their ends, then starts; each period once. */
export interface Readings {
  readonly starts: readonly EpochMs[];
  readonly ends: readonly EpochMs[];
  readonly values: readonly number[];
  readonly marks: readonly number[];
  /** Takes a reading in the place of an older revision of its period; false: it is known. */
  put(air: Air): boolean;
  /** Lets go of the first `count`. */
  drop(count: number): void;
}

/** The place of the first that is greater, in ascending order. */
export const firstAfter = (ascending: readonly number[], at: number): number => {
  let [low, high] = [0, ascending.length];
  // the newest is what is asked for most
  if (high > 0 && (ascending[high - 1] as number) <= at) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

const marksOf = ({ isGood, isTested, flaggedBy }: Air): number =>
  (isGood ? goodMark : 0) | (isTested ? testedMark : 0) | (flaggedBy << testShift);

export const createReadings = (): Readings => {
  const starts: EpochMs[] = [];
  const ends: EpochMs[] = [];
  const values: number[] = [];
  const marks: number[] = [];
  const revisions: number[] = [];
  const columns = [starts, ends, values, marks, revisions];
  const insert = (place: number, row: readonly number[]): void => {
    columns.forEach((column, i) => {
      if (place === column.length) column.push(row[i] as number);
      else column.splice(place, 0, row[i] as number);
    });
  };
  /** Where a period is, or belongs. */
  const placeOf = ({ periodStart, periodEnd }: Air): number => {
    let place = firstAfter(ends, periodEnd);
    while (place > 0 && ends[place - 1] === periodEnd && (starts[place - 1] as number) >= periodStart)
      place -= 1;
    return place;
  };
  return {
    starts,
    ends,
    values,
    marks,
    put: (air) => {
      const place = placeOf(air);
      const row = [air.periodStart, air.periodEnd, air.value, marksOf(air), air.revision];
      const isThere = ends[place] === air.periodEnd && starts[place] === air.periodStart;
      if (!isThere) insert(place, row);
      else if ((revisions[place] as number) >= air.revision) return false;
      else
        columns.forEach((column, i) => {
          column[place] = row[i] as number;
        });
      return true;
    },
    drop: (count) => {
      for (const column of columns) column.splice(0, count);
    },
  };
};
