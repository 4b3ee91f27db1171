import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** A reading, as far as rules look at it. */
export interface Air {
  readonly periodStart: EpochMs;
  readonly periodEnd: EpochMs;
  readonly value: number;
}

/** Readings of one sensor and quantity by their ends, each period once. */
export type Airs = readonly Air[];

/** The place of the first reading that ends at or after an instant. */
export const placeOf = (airs: Airs, at: EpochMs): number => {
  let [low, high] = [0, airs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((airs[middle] as Air).periodEnd < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

const isSame = (a: Air, b: Air): boolean => a.periodStart === b.periodStart && a.periodEnd === b.periodEnd;

/** With a reading where it belongs: in the place of the one of the same period, if there is one. What ends together comes by its start. */
export const withAir = (airs: Airs, air: Air): Airs => {
  const newest = airs.at(-1);
  if (newest === undefined || newest.periodEnd < air.periodEnd) return [...airs, air];
  let place = placeOf(airs, air.periodEnd);
  while (airs[place]?.periodEnd === air.periodEnd && (airs[place] as Air).periodStart < air.periodStart)
    place += 1;
  const there = airs[place];
  return there !== undefined && isSame(there, air) ? airs.with(place, air) : airs.toSpliced(place, 0, air);
};
