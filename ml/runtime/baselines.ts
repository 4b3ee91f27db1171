import { type Quantity, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { z } from 'zod';
import { area, isWithin } from './area.ts';
import type { Place } from './distance.ts';
import { whole } from './distribution.ts';
import { sameHourAges, targetOf } from './heads.ts';
import { ownErrors } from './own-errors.ts';
import { agesOf, newestAge, observedOf, statOf } from './statistics.ts';
import { type Distribution, type FallbackReason, type Head, heads, type Served } from './types.ts';

/** The baselines' errors, by rank, in units of the point forecast + plus: a point f has the quantile f + quantile · (f + plus). */
const band = z.object({
  quantiles: z.array(z.number()).length(7),
  plus: z.number(),
  mean: z.number(),
});
const ofHead = z.object({ CLIMATOLOGY: band, PERSISTENCE: band });
const bands = z.object({
  /** Where the errors were learnt and may be told; null: anywhere. */
  area,
  /** When what they were learnt from ends. */
  trainedTo: z.iso.datetime(),
  heads: z.object({ PT4H: ofHead, PT24H: ofHead, PT72H: ofHead, D1: ofHead, D2: ofHead, D3: ofHead }),
});
export type Bands = z.infer<typeof bands>;

export type BandsOf = (quantity: Quantity) => Bands | undefined;

/** Throws where it is not a file of bands. */
export const parseBaselines = (text: string): BandsOf => {
  const each = z.partialRecord(z.enum(quantities), bands).parse(JSON.parse(text));
  return (quantity) => each[quantity];
};

export type BaselineKind = 'CLIMATOLOGY' | 'PERSISTENCE';
export type BaselineHeads = Pick<Served, 'heads' | 'trainedTo'>;

const day = agesOf(0, 24);
const week = agesOf(0, 168);

/** Mean of the same local hour over the last 7 days; for days the mean of these 7 days, of which 54 hours must be there. */
const climatology = (target: Float64Array, head: Head): number => {
  const of = targetOf(head);
  return of.kind === 'hour'
    ? statOf(target, sameHourAges(of.hours, 7), 'mean', 3)
    : statOf(target, week, 'mean', 54);
};

/** The newest hour of the last 24; for days the mean of those that are there. */
const persistence = (target: Float64Array, head: Head): number =>
  targetOf(head).kind === 'hour'
    ? (target[newestAge(target, 24)] ?? Number.NaN)
    : statOf(target, day, 'mean', 1);

const points: Readonly<Record<BaselineKind, (target: Float64Array, head: Head) => number>> = {
  CLIMATOLOGY: climatology,
  PERSISTENCE: persistence,
};

interface Sensor {
  readonly target: Float64Array;
  readonly place: Place | null;
}

/**
 * All heads of a baseline, or why it cannot serve. Its errors are those that were learnt where that may be told; elsewhere the
 * 7-day mean has those that it made at the sensor itself, and persistence, which serves where little is known, has none.
 */
export const baselineOf = (
  kind: BaselineKind,
  bands: Bands,
  { target, place }: Sensor,
): BaselineHeads | FallbackReason => {
  if (observedOf(target, 24) === 0) return 'NO_RECENT_DATA';
  const isInArea = isWithin(bands.area, place);
  if (kind === 'PERSISTENCE' && !isInArea) return 'OUTSIDE_AREA';
  const found: [Head, Distribution][] = [];
  for (const head of heads) {
    const point = points[kind](target, head);
    const learnt = bands.heads[head][kind];
    const errors = isInArea ? learnt : ownErrors(target, head, learnt.plus);
    if (errors === null) return 'TOO_LITTLE_HISTORY';
    const moved = (error: number) => point + error * (point + errors.plus);
    const distribution = whole(errors.quantiles.map(moved), moved(errors.mean));
    if (distribution === null) return 'TOO_LITTLE_HISTORY';
    found.push([head, distribution]);
  }
  return {
    heads: Object.fromEntries(found) as Record<Head, Distribution>,
    trainedTo: isInArea ? Date.parse(bands.trainedTo) : null,
  };
};
