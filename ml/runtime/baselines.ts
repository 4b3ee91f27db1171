import { type Quantity, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { z } from 'zod';
import { whole } from './distribution.ts';
import { sameHourAges, targetOf } from './heads.ts';
import { agesOf, newestAge, observedOf, statOf } from './statistics.ts';
import { type Distribution, type FallbackReason, type Head, heads } from './types.ts';

/** The baselines' errors, by rank, in units of the point forecast + plus: a point f has the quantile f + quantile · (f + plus). */
const band = z.object({
  quantiles: z.array(z.number()).length(7),
  plus: z.number(),
  mean: z.number(),
});
const ofHead = z.object({ CLIMATOLOGY: band, PERSISTENCE: band });
const bands = z.object({
  heads: z.object({ PT4H: ofHead, PT24H: ofHead, PT72H: ofHead, D1: ofHead, D2: ofHead, D3: ofHead }),
});
type Bands = z.infer<typeof bands>;

/** One set for all quantities, or a set for each. */
export type BandsOf = (quantity: Quantity) => Bands | undefined;

const pollutants: readonly Quantity[] = ['PM1', 'PM25', 'PM10', 'O3', 'NO', 'NO2', 'NOX', 'SO2', 'CO', 'BC'];

/** Throws where it is not a file of bands. */
export const parseBaselines = (text: string): BandsOf => {
  const told: unknown = JSON.parse(text);
  const common = bands.safeParse(told);
  if (common.success) return (quantity) => (pollutants.includes(quantity) ? common.data : undefined);
  const each = z.partialRecord(z.enum(quantities), bands).parse(told);
  return (quantity) => each[quantity];
};

export type BaselineKind = 'CLIMATOLOGY' | 'PERSISTENCE';
export type Baseline = Readonly<Record<Head, Distribution>>;

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

/** All heads of a baseline, or why it cannot serve. Takes what the sensor measured, and no model. */
export const baselineOf = (
  kind: BaselineKind,
  { heads: of }: Bands,
  target: Float64Array,
): Baseline | FallbackReason => {
  const found = heads.map((head) => {
    const point = points[kind](target, head);
    const { quantiles, plus, mean } = of[head][kind];
    const moved = (error: number) => point + error * (point + plus);
    return [head, whole(quantiles.map(moved), moved(mean))] as const;
  });
  if (found.some(([, distribution]) => distribution === null))
    return kind === 'PERSISTENCE' && observedOf(target, 24) === 0 ? 'NO_RECENT_DATA' : 'TOO_LITTLE_HISTORY';
  return Object.fromEntries(found) as Record<Head, Distribution>;
};
