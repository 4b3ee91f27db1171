import type { ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Touch } from '../../domain/evaluation/visits.ts';
import { airOf } from '../../domain/signal/air.ts';
import type { Held } from './held.ts';

type Change = ReadingsAccepted['changes'][number];

/** What a batch brought of one sensor. */
export interface Brought {
  readonly touched: ReadonlyMap<Quantity, Touch>;
  /** The oldest start of a reading that no longer fits into what is remembered; Infinity: all do. */
  readonly tooOldFrom: EpochMs;
  /** Nothing was judged of it before. */
  readonly isFirst: boolean;
}

const hourMs = 3_600_000;

/** What comes later than this alters no alert: it is history by then, not news. */
export const newsMs = 48 * hourMs;
/** An incident that began earlier is followed from here on. */
export const longestMs = 7 * 24 * hourMs;

/** The oldest instant at which a sample may be otherwise: its end, or that of the hour in which it starts and of whose mean it is part. */
const firstInstant = ({ periodStart, periodEnd }: Change['reading']): EpochMs =>
  periodEnd - periodStart > hourMs
    ? periodEnd
    : Math.min(periodEnd, Math.floor(periodStart / hourMs) * hourMs + hourMs);

/** Takes readings into what is remembered of their sensor; null where none of them says anything new. */
export const takeReadings = (held: Held, changes: readonly Change[], now: EpochMs): Brought | null => {
  const touched = new Map<Quantity, Touch>();
  let tooOldFrom = Number.POSITIVE_INFINITY;
  const isFirst = held.newest.size === 0;
  for (const { reading } of changes) {
    const { quantity, periodStart, periodEnd } = reading;
    if (periodEnd < now - newsMs) continue;
    const taken = held.history.take(quantity, airOf(reading));
    if (taken === 'SAME') continue;
    if (taken !== 'NEW') tooOldFrom = Math.min(tooOldFrom, periodStart);
    held.rawFrom = Math.min(held.rawFrom, isFirst ? periodStart : held.rawFrom);
    const from = Math.min(firstInstant(reading), touched.get(quantity)?.from ?? periodEnd);
    touched.set(quantity, { from, heardBefore: held.newest.get(quantity) ?? null });
  }
  return touched.size === 0 ? null : { touched, tooOldFrom, isFirst };
};

/** From now on they have been judged. */
export const noteJudged = (held: Held, touched: Brought['touched']): void => {
  for (const quantity of touched.keys()) {
    const newest = held.history.track(quantity)?.newestEnd() ?? Number.NEGATIVE_INFINITY;
    held.newest.set(quantity, Math.max(newest, held.newest.get(quantity) ?? newest));
  }
};

/** Takes them again where what is remembered was read anew. */
export const retake = (held: Held, changes: readonly Change[]): void => {
  for (const { reading } of changes) held.history.take(reading.quantity, airOf(reading));
};
